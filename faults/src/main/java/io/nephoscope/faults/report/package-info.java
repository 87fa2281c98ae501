/** What a fault cost, as a row of a table. */
@NullMarked
package io.nephoscope.faults.report;

import org.jspecify.annotations.NullMarked;
