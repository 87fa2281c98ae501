package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** One pollster. */
public class PollsterDTO extends DTO {

    public String name = "";

    public List<String> namespaces = List.of();

    /** The discovery it falls back to; empty if there is none. */
    public String discovery = "";

    /** The symbolic name of the bundle that brought it. */
    public String bundle = "";

    public String bundleVersion = "";

    /** Where it is defined, such as {@code file:line}; empty if it is a component. */
    public String provenance = "";

    public PollsterState state = PollsterState.IDLE;

    /** Why it is shadowed or failed; else empty. */
    public String reason = "";

    /** The sources that ask for it. */
    public List<String> sources = List.of();

    /** Since when it fails; 0 if its last poll was well. */
    public long failingSince;

    /** How many polls in a row failed. */
    public long failuresInARow;

    /** Its last poll. */
    public PollDTO last = new PollDTO();

    /** Polls since start. */
    public long polls;

    /** Samples since start. */
    public long samples;

    /** Samples that were not taken since start. */
    public long refused;

    /** What became of its slots, for all sources together. */
    public OutcomesDTO slots = new OutcomesDTO();
}
