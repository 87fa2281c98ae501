package io.nephoscope.journal;

import java.time.Instant;

/**
 * How a journal stands.
 *
 * @param bytes that it holds, on disk or, for one in memory, there
 * @param unwritten batches that are only in memory
 * @param oldest when its oldest batch was polled; {@link Instant#MAX} if it is empty
 * @param trouble why batches are not made safe now, one sentence without full stop; empty if they are
 * @param bad records that could not be read, since it was opened
 * @param tornBytes that were cut off at the end of the last segment when it was opened
 */
public record JournalStatus(long bytes, long unwritten, Instant oldest, String trouble, long bad, long tornBytes) {}
