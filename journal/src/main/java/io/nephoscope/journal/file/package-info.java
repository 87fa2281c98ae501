/** As much of a file system as a journal needs; tests put faults in its place. */
@NullMarked
package io.nephoscope.journal.file;

import org.jspecify.annotations.NullMarked;
