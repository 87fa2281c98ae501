/** The operator's side of the shell: sends commands to a running agent and shows the answers. */
@NullMarked
package io.nephoscope.launcher.shell;

import org.jspecify.annotations.NullMarked;
