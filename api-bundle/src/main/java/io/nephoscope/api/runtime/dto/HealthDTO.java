package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/** What a part of the agent says of itself. */
public class HealthDTO extends DTO {

    /** Which part, such as {@code libvirt}. */
    public String subject = "";

    /** {@code OK}, {@code WAITING} for something outside the agent, or {@code FAILED}. */
    public String state = "";

    public String message = "";

    /** What the operator can do about it; empty if nothing is to be done. */
    public String remedy = "";
}
