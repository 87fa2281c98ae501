package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** What became of polling.yaml. */
public class PollingFileDTO extends DTO {

    /** The file's path; empty if there is none. */
    public String file = "";

    /** Since when the definition in force is in force. */
    public long inForceSince;

    /** Why the newest version of the file was refused, as file:line: key: reason; empty if it was not. */
    public List<String> refused = List.of();
}
