/** The socket through which the operator's commands reach the agent. */
@NullMarked
package io.nephoscope.shell.socket;

import org.jspecify.annotations.NullMarked;
