/** A tree with its names resolved, ready to be evaluated many times. */
@NullMarked
package io.nephoscope.expression.evaluator;

import org.jspecify.annotations.NullMarked;
