/** Many agents that share resources out, an engine and faults under a virtual clock. */
@NullMarked
package io.nephoscope.benchmarks.partition;

import org.jspecify.annotations.NullMarked;
