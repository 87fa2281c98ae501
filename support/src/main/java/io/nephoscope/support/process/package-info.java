/** Programs that are run with a deadline and a bound on what they say, and that leave nothing behind when they are ended. */
@NullMarked
package io.nephoscope.support.process;

import org.jspecify.annotations.NullMarked;
