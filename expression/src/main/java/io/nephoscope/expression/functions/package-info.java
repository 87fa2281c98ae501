/** The functions and methods that expressions may call. */
@NullMarked
package io.nephoscope.expression.functions;

import org.jspecify.annotations.NullMarked;
