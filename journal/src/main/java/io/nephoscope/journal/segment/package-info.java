/** The files that a journal on disk consists of: a header and records, each checked for itself. */
@NullMarked
package io.nephoscope.journal.segment;

import org.jspecify.annotations.NullMarked;
