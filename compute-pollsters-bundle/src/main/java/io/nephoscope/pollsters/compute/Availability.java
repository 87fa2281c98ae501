package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which values the guests of this host have, so that nobody asks for those that none has. They are looked
 * for again when there is another guest, and from time to time. Thread-safe.
 */
final class Availability {

    /** What is known of one indicator. */
    private static final class Finding {

        /** The domains that were looked at last. */
        private Set<DomainRef> seen = Set.of();

        private boolean givenUp;
        /** When it was seen last, or could not be ruled out. */
        private long lastSeenAt;

        private long nextTry;
    }

    private final LongSupplier nanoTime;
    private final Map<PresenceIndicator, Finding> findings = new HashMap<>();

    /** @param nanoTime the monotonic clock */
    Availability(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The groups in which there is something to be expected. */
    synchronized Set<StatsGroup> groupsToRead(Collection<ReadingOrigin> origins) {
        long now = nanoTime.getAsLong();
        return groups(origins, origin -> origin.indicator()
                .map(this::finding)
                .filter(finding -> finding.givenUp && now - finding.nextTry < 0)
                .isEmpty());
    }

    /** The groups that were given up before there were all of these domains. */
    synchronized Set<StatsGroup> groupsToRetry(Collection<ReadingOrigin> origins, Collection<DomainStats> domains) {
        Set<DomainRef> present = refs(domains);
        return groups(origins, origin -> origin.indicator()
                .map(this::finding)
                .filter(finding -> finding.givenUp && !finding.seen.containsAll(present))
                .isPresent());
    }

    /** Learns from what these groups told. Of no domains there is nothing to learn. */
    synchronized void learn(Collection<ReadingOrigin> origins, Set<StatsGroup> read, Collection<DomainStats> domains) {
        if (!domains.isEmpty()) {
            Set<DomainRef> present = refs(domains);
            origins.stream()
                    .filter(origin -> read.contains(origin.group()))
                    .flatMap(origin -> origin.indicator().stream())
                    .distinct()
                    .forEach(indicator -> update(indicator, mayAppear(indicator, domains), present));
        }
    }

    /** Whether there is nothing to be expected of any of these. */
    synchronized boolean isGivenUp(Collection<ReadingOrigin> origins) {
        return origins.stream().allMatch(origin -> origin.indicator()
                .map(this::finding)
                .filter(finding -> finding.givenUp)
                .isPresent());
    }

    private static boolean mayAppear(PresenceIndicator indicator, Collection<DomainStats> domains) {
        return domains.stream().anyMatch(stats -> indicator.isIn(stats) || indicator.isOpen(stats));
    }

    private void update(PresenceIndicator indicator, boolean mayAppear, Set<DomainRef> present) {
        long now = nanoTime.getAsLong();
        Finding finding = finding(indicator);
        if (mayAppear || !finding.seen.containsAll(present)) {
            finding.lastSeenAt = now;
        }
        finding.seen = present;
        finding.givenUp =
                !mayAppear && now - finding.lastSeenAt >= indicator.settling().toNanos();
        finding.nextTry = now + indicator.retry().toNanos();
    }

    private Finding finding(PresenceIndicator indicator) {
        return findings.computeIfAbsent(indicator, first -> new Finding());
    }

    private static Set<StatsGroup> groups(Collection<ReadingOrigin> origins, Predicate<ReadingOrigin> chosen) {
        return origins.stream().filter(chosen).map(ReadingOrigin::group).collect(Collectors.toSet());
    }

    private static Set<DomainRef> refs(Collection<DomainStats> domains) {
        return domains.stream().map(DomainStats::domain).collect(Collectors.toSet());
    }
}
