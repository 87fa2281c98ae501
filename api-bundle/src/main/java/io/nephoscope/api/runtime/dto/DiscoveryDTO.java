package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** One discovery. */
public class DiscoveryDTO extends DTO {

    public String name = "";

    public List<String> namespaces = List.of();

    public String bundle = "";

    /** What is shared out among agents together; empty for what is not. */
    public String group = "";

    /** When it was last called. */
    public long lastCalledAt;

    public long lastDurationMillis;

    /** How many resources it found last. */
    public int lastResources;

    /** Whether a call has outlived its deadline and not returned. */
    public boolean hung;

    /** Since when it fails; 0 if its last call was well. */
    public long failingSince;

    /** How many calls in a row failed. */
    public long failuresInARow;

    /** Why its last call failed; empty if it did not. */
    public String lastError = "";
}
