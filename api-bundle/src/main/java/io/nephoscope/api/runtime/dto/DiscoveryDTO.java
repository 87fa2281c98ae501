package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** One discovery. */
public class DiscoveryDTO extends DTO {

    public String name = "";

    public List<String> namespaces = List.of();

    public String bundle = "";

    /** When it was last called. */
    public long lastCalledAt;

    public long lastDurationMillis;

    /** How many resources it found last. */
    public int lastResources;

    /** Why its last call failed; empty if it did not. */
    public String lastError = "";
}
