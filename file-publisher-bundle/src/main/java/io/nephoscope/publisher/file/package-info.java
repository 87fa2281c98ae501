/**
 * Appends samples to files of JSON lines. {@link io.nephoscope.publisher.file.GroupWriter} writes and confirms,
 * {@link io.nephoscope.publisher.file.Housekeeping} compresses what is full and deletes what is too much.
 */
@NullMarked
package io.nephoscope.publisher.file;

import org.jspecify.annotations.NullMarked;
