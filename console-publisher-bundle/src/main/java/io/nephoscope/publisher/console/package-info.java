/** Prints samples to standard output. */
@NullMarked
package io.nephoscope.publisher.console;

import org.jspecify.annotations.NullMarked;
