package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** One jar of the deploy folder. */
public class PluginDTO extends DTO {

    /** The file's name. */
    public String file = "";

    /** The bundle's symbolic name; empty if the jar is none. */
    public String bundle = "";

    public String version = "";

    public PluginState state = PluginState.WAITING;

    /** Why it is not active; else empty. */
    public String reason = "";

    /** The names of the pollsters that its manifest lists. */
    public List<String> pollsters = List.of();
}
