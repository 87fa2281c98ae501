package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/** One poll of one pollster. */
public class PollDTO extends DTO {

    public long startedAt;

    public long durationMillis;

    /** Resources handed over. */
    public int resources;

    /** Samples emitted. */
    public int samples;

    /** Resources that failed. */
    public int failures;

    /** Why the poll as a whole, or its last failed resource, failed; empty if nothing did. */
    public String error = "";
}
