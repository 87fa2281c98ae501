/** The wiring: configuration and plugins in, one schedule and its queues out. */
@NullMarked
package io.nephoscope.core.agent;

import org.jspecify.annotations.NullMarked;
