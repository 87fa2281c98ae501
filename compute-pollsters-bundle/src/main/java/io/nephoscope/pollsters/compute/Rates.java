package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.connector.libvirt.DomainRef;
import java.util.OptionalLong;

/**
 * Turns totals into what came per second since the previous poll of the same series.
 *
 * @param history the last totals
 */
record Rates(Cycle cycle, History<Total> history) {

    /**
     * A total at a moment.
     *
     * @param domain whose counter it is; a domain that was started anew has a new one
     * @param counter what was added up
     * @param readAt seconds of the monotonic clock
     */
    record Total(DomainRef domain, String counter, Number value, double readAt) {

        private OptionalLong perSecondSince(Total before) {
            boolean comparable = domain.equals(before.domain)
                    && counter.equals(before.counter)
                    && WholeNumbers.compare(value, before.value) >= 0
                    && readAt > before.readAt;
            return comparable
                    ? OptionalLong.of(Math.round(
                            WholeNumbers.minus(value, before.value).doubleValue() / (readAt - before.readAt)))
                    : OptionalLong.empty();
        }
    }

    /** What came per second; empty at first, and where a counter began anew. */
    OptionalLong perSecond(String meter, Total total) {
        Total before = history.replace(meter, cycle, total.domain().uuid(), total);
        return before == null ? OptionalLong.empty() : total.perSecondSince(before);
    }
}
