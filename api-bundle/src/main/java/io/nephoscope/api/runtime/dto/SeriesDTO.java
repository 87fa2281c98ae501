package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/** What became of the slots of one pollster for one source. */
public class SeriesDTO extends DTO {

    public String source = "";

    public String pollster = "";

    /** Slots due before this are not counted; 0 if all are. */
    public long since;

    public SlotsDTO slots = new SlotsDTO();

    /** Since the start of the agent, whatever {@link #since} says. */
    public KeptSamplesDTO samples = new KeptSamplesDTO();
}
