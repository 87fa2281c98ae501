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

    /** One of active, idle (no source asks), shadowed (another has its name), foreign (another namespace), failed. */
    public String state = "";

    /** Why it is shadowed or failed; else empty. */
    public String reason = "";

    /** The sources that ask for it. */
    public List<String> sources = List.of();

    /** Its last poll. */
    public PollDTO last = new PollDTO();

    /** Polls since start. */
    public long polls;

    /** Samples since start. */
    public long samples;

    /** Polls abandoned at their deadline since start. */
    public long abandoned;
}
