/** The shell of an agent that is debugged: Gogo with all that it reaches. */
@NullMarked
package io.nephoscope.shell.debug;

import org.jspecify.annotations.NullMarked;
