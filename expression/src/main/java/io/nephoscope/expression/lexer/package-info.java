/** Text to tokens. */
@NullMarked
package io.nephoscope.expression.lexer;

import org.jspecify.annotations.NullMarked;
