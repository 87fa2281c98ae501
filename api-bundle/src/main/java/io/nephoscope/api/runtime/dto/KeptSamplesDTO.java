package io.nephoscope.api.runtime.dto;

import java.util.Map;
import org.osgi.dto.DTO;

/**
 * What became of samples that the store took: {@code taken} is the sum of {@code stored}, {@code confirmed}, {@code
 * notOurs} and all that were lost, at every moment. Samples of gaps that are partial are counted, too.
 */
public class KeptSamplesDTO extends DTO {

    /** Taken by the store, those found in the journal at the start included. */
    public long taken;

    /** In the store. */
    public long stored;

    /** Confirmed by all publishers. */
    public long confirmed;

    /** Of polls that another agent has done instead, or this one once more. */
    public long notOurs;

    /** The others, by what became of them; only kinds that occurred. */
    public Map<GapKind, Long> lost = Map.of();
}
