/** The bytes of one batch: written with its values exactly as they are, read into equal ones. */
@NullMarked
package io.nephoscope.journal.batch;

import org.jspecify.annotations.NullMarked;
