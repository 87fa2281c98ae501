/** What the shell's client and the agent say to each other; the launcher carries a copy of these classes. */
@NullMarked
package io.nephoscope.shell.protocol;

import org.jspecify.annotations.NullMarked;
