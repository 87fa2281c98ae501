package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.Set;

/**
 * Whether a row holds what the guest's own process tells. Libvirt leaves that out without a word if
 * somebody else holds the guest. Of the other groups nothing is left out that a meter needs.
 */
record RowCompleteness(Set<StatsGroup> groups) {

    boolean lacks(DomainStats row) {
        boolean lacksBalloon =
                groups.contains(StatsGroup.BALLOON) && row.number("balloon.rss").isEmpty();
        return lacksBalloon || (groups.contains(StatsGroup.BLOCK) && lacksDisks(row));
    }

    /** A guest without disks has nothing to tell of them. */
    private static boolean lacksDisks(DomainStats row) {
        return row.number("block.count").orElse(0) > 0 && row.count("block.*.rd.reqs") == 0;
    }
}
