/** A safe subset of Python's expressions: parsed once, evaluated often, within limits. */
@NullMarked
package io.nephoscope.expression;

import org.jspecify.annotations.NullMarked;
