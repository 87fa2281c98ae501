/** Measures how many samples per second are delivered, with the journal and without. */
@NullMarked
package io.nephoscope.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
