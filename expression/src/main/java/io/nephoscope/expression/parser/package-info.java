/** Tokens to a tree, or a sentence that says what to write instead. */
@NullMarked
package io.nephoscope.expression.parser;

import org.jspecify.annotations.NullMarked;
