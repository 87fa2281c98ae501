package io.nephoscope.connector.libvirt.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowCompletenessTest {

    private static final RowCompleteness ALL = new RowCompleteness(EnumSet.allOf(StatsGroup.class));

    @Test
    void missesWhatOnlyTheProcessTells() {
        assertThat(ALL.lacks(row(Map.of("balloon.current", 1L, "block.count", 0L))))
                .isTrue();
        assertThat(ALL.lacks(row(Map.of("balloon.rss", 1L, "block.count", 1L, "block.0.path", 1L))))
                .isTrue();
        assertThat(ALL.lacks(row(Map.of("balloon.rss", 1L, "block.count", 1L, "block.0.rd.reqs", 1L))))
                .isFalse();
    }

    @Test
    void missesNoDisksOfAGuestThatHasNone() {
        assertThat(ALL.lacks(row(Map.of("balloon.rss", 1L, "block.count", 0L)))).isFalse();
    }

    @Test
    void missesNothingThatWasNotAskedFor() {
        RowCompleteness disks = new RowCompleteness(Set.of(StatsGroup.BLOCK));

        assertThat(disks.lacks(row(Map.of("block.count", 1L, "block.0.rd.reqs", 1L))))
                .isFalse();
        assertThat(new RowCompleteness(Set.of(StatsGroup.VCPU)).lacks(row(Map.of())))
                .isFalse();
    }

    private static DomainStats row(Map<String, Long> values) {
        return DomainStats.of(FakeGuests.ref(1), values);
    }
}
