package io.nephoscope.api.runtime.dto;

import io.nephoscope.api.health.HealthReport;
import org.osgi.dto.DTO;

/** What a part of the agent says of itself. */
public class HealthDTO extends DTO {

    /** Which part, such as {@code libvirt}. */
    public String subject = "";

    public HealthReport.State state = HealthReport.State.OK;

    public String message = "";

    /** Since when it is said; 0 if that is not known. */
    public long since;

    /** What the operator can do about it; empty if nothing is to be done. */
    public String remedy = "";
}
