package io.nephoscope.api.runtime.dto;

import java.util.Map;
import org.osgi.dto.DTO;

/**
 * What became of slots, up to the confirmation of their samples: {@code due} is the sum of {@code pending}, {@code
 * stored}, {@code confirmed}, {@code nothing}, {@code notOurs} and all gaps, at every moment.
 */
public class SlotsDTO extends DTO {

    /** How many there were. */
    public long due;

    /** Being polled, or about to. */
    public long pending;

    /** Polled, and samples of them wait in the store. */
    public long stored;

    /** Polled, and all samples confirmed by all publishers. */
    public long confirmed;

    /** Complete without a sample: there was nothing to poll, or what was polled had nothing to tell. */
    public long nothing;

    /** Polled by another agent; neither complete nor a gap. */
    public long notOurs;

    /** The others, by what became of them; only kinds that occurred. */
    public Map<GapKind, Long> gaps = Map.of();

    /** How many of the gaps are partial: some samples of them were kept. */
    public long partialGaps;
}
