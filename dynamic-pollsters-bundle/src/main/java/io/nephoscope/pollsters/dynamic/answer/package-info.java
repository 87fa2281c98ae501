/** What services and commands answer, as the values that expressions work on. */
@NullMarked
package io.nephoscope.pollsters.dynamic.answer;

import org.jspecify.annotations.NullMarked;
