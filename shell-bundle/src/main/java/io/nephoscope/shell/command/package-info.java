/** What a command of the shell is: its usage, its arguments, its way into Gogo. */
@NullMarked
package io.nephoscope.shell.command;

import org.jspecify.annotations.NullMarked;
