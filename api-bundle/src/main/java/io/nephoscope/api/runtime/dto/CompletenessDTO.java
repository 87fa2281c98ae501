package io.nephoscope.api.runtime.dto;

import java.util.List;
import org.osgi.dto.DTO;

/** What became of all slots that were due. */
public class CompletenessDTO extends DTO {

    /** When the agent began to count. Slots that were due before are those it found, or missed, at its start. */
    public long startedAt;

    /** Slots due before this are not counted; 0 if all are. */
    public long since;

    /** Slots found in the journal at the start; they are counted as due. */
    public long carriedOver;

    /** Whether the sums close, and agree with what is known of single slots. If not, that is a bug of the agent. */
    public boolean closes;

    /** All series together, also those that are gone by now. */
    public SlotsDTO slots = new SlotsDTO();

    /** Since the start, whatever {@link #since} says. */
    public KeptSamplesDTO samples = new KeptSamplesDTO();

    /** Sorted by source and pollster. Where there are very many, one named {@code *} holds the rest. */
    public List<SeriesDTO> series = List.of();
}
