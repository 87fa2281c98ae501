/** Programs that measure the agent, alone and beside its peers. */
@NullMarked
package io.nephoscope.benchmarks;

import org.jspecify.annotations.NullMarked;
