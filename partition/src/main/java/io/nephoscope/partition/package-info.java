/** Shares hash slots out among agents: pure functions of values, the same on each agent. */
@NullMarked
package io.nephoscope.partition;

import org.jspecify.annotations.NullMarked;
