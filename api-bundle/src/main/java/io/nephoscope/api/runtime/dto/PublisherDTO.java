package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/** One publisher. Counts are of samples since it was activated. */
public class PublisherDTO extends DTO {

    public String name = "";

    /** The symbolic name of the bundle that brought it; empty if no bundle did. */
    public String bundle = "";

    public PublisherState state = PublisherState.MISSING;

    public boolean healthy;

    /** Samples that wait in the agent and in the publisher. */
    public long queued;

    public long inFlight;

    public long confirmed;

    public long dropped;

    public String detail = "";
}
