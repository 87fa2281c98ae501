/** From measurements to medians, ratios, a table and a picture. Pure. */
@NullMarked
package io.nephoscope.benchmarks.report;

import org.jspecify.annotations.NullMarked;
