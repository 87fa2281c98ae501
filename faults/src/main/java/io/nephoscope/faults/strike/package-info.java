/** The faults. */
@NullMarked
package io.nephoscope.faults.strike;

import org.jspecify.annotations.NullMarked;
