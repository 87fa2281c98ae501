/** Breaks what is around the agent, one thing after the other, and says what that cost. */
@NullMarked
package io.nephoscope.faults;

import org.jspecify.annotations.NullMarked;
