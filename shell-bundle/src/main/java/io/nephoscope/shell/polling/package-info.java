/** The commands of scope polling: one class each, reading only the runtime view. */
@NullMarked
package io.nephoscope.shell.polling;

import org.jspecify.annotations.NullMarked;
