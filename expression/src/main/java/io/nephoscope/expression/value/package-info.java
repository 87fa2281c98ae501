/** Python's values and what its operators make of them. */
@NullMarked
package io.nephoscope.expression.value;

import org.jspecify.annotations.NullMarked;
