package io.nephoscope.api.runtime.dto;

import java.util.Map;
import org.osgi.dto.DTO;

/** One sample of a dry run. */
public class SampleDTO extends DTO {

    public String meter = "";

    public String type = "";

    public String unit = "";

    /** A Long, a BigInteger or a Double. */
    public Number volume = 0L;

    /** Empty if there is none. */
    public String resourceId = "";

    /** Empty if there is none. */
    public String userId = "";

    /** Empty if there is none. */
    public String projectId = "";

    /** The metadata as JSON values. */
    public Map<String, Object> metadata = Map.of();
}
