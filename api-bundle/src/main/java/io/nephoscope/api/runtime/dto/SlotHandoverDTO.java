package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/** Hash slots that go from one agent to another. */
public class SlotHandoverDTO extends DTO {

    public String from = "";

    /** Empty if nobody is to own them. */
    public String to = "";

    public int slots;

    /** What is due after this is polled by the new owner. */
    public long at;
}
