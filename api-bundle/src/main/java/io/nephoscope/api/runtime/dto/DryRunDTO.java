package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** What one dry run found. */
public class DryRunDTO extends DTO {

    /** The ids of the resources found or polled, with credentials cut out. */
    public List<String> resources = List.of();

    public List<SampleDTO> samples = List.of();

    /** What failed, one sentence each. */
    public List<String> failures = List.of();

    public long durationMillis;
}
