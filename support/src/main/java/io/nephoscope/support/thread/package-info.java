/** Threads that live as long as the agent. */
@NullMarked
package io.nephoscope.support.thread;

import org.jspecify.annotations.NullMarked;
