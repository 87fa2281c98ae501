package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/** One resource that one pollster no longer polls for one source. */
public class BlacklistDTO extends DTO {

    public String source = "";

    public String pollster = "";

    /** The resource's id, with credentials cut out. */
    public String resource = "";

    public String reason = "";

    public long since;

    /** When it is tried again; 0 for never. */
    public long retryAt;

    /** How many times in a row it was blacklisted. */
    public int times;
}
