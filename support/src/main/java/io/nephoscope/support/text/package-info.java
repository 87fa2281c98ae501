/** Words, lines and numbers as text: patterns, misspellings, texts from outside, secrets in URLs. */
@NullMarked
package io.nephoscope.support.text;

import org.jspecify.annotations.NullMarked;
