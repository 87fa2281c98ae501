/** What processes cost, read from the kernel, and what reaches the broker. */
@NullMarked
package io.nephoscope.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
