package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/** One poll of one pollster. */
public class PollDTO extends DTO {

    /** When it was due. */
    public long dueAt;

    public long startedAt;

    public long durationMillis;

    /** What became of it. */
    public OutcomeKind outcome = OutcomeKind.NOTHING_TO_POLL;

    /** Resources handed over. */
    public int resources;

    /** Samples emitted. */
    public int samples;

    /** Samples that were not taken: malformed ones, and those beyond the bound of one poll. */
    public int refused;

    /** Resources that failed. */
    public int failures;

    /** Why the poll as a whole, or its last failed resource, failed; empty if nothing did. */
    public String error = "";
}
