/** A trial run: polls once, in a process of its own, for people who write or configure pollsters. */
@NullMarked
package io.nephoscope.shell.trial;

import org.jspecify.annotations.NullMarked;
