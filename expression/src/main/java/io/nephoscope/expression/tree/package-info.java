/** What a parsed expression is made of. */
@NullMarked
package io.nephoscope.expression.tree;

import org.jspecify.annotations.NullMarked;
