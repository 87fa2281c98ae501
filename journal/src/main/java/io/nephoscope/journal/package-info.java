/** Keeps batches of samples from the poll until every publisher is done with them, on disk or in memory. */
@NullMarked
package io.nephoscope.journal;

import org.jspecify.annotations.NullMarked;
