package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** One source of polling.yaml. */
public class SourceDTO extends DTO {

    public String name = "";

    /** Seconds from the start of one cycle to the next. */
    public long intervalSeconds;

    /** Seconds after which a poll is abandoned. */
    public long timeoutSeconds;

    /** Seconds by which the first cycle may be put off at random. */
    public long jitterSeconds;

    /** The meter filter as written. */
    public List<String> meters = List.of();

    /** The static resources, with credentials cut out. */
    public List<String> resources = List.of();

    /** The discoveries as written. */
    public List<String> discovery = List.of();

    /** The names of the pollsters that the filter selects. */
    public List<String> pollsters = List.of();

    /** What became of its slots, of all its pollsters together. */
    public OutcomesDTO slots = new OutcomesDTO();
}
