/** Shares out what several agents poll: the configuration, the one thread, and what is told of it. */
@NullMarked
package io.nephoscope.coordination;

import org.jspecify.annotations.NullMarked;
