/** What this agent polls of what several share. */
@NullMarked
package io.nephoscope.core.partition;

import org.jspecify.annotations.NullMarked;
