/** What becomes of an answer: entries, values, metadata, samples. */
@NullMarked
package io.nephoscope.pollsters.dynamic.sampling;

import org.jspecify.annotations.NullMarked;
