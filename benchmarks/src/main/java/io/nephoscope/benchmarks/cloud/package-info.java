/** Our agent beside Ceilometer's, on the same simulated cloud. */
@NullMarked
package io.nephoscope.benchmarks.cloud;

import org.jspecify.annotations.NullMarked;
