/** The wiring: configuration and plugins in, one schedule and its lanes out. */
@NullMarked
package io.nephoscope.core.agent;

import org.jspecify.annotations.NullMarked;
