package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.StatsGroup;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The meters that are polled although nothing on this host gives them. Tells the log of changes. Thread-safe. */
final class UnavailableMeters {

    private static final Logger LOG = LoggerFactory.getLogger(UnavailableMeters.class);
    private static final int INTERVALS = 3;

    private final Availability availability;
    private final LongSupplier nanoTime;
    /** Until when each is taken to be polled still. */
    private final Map<String, Long> absent = new ConcurrentHashMap<>();

    UnavailableMeters(Availability availability, LongSupplier nanoTime) {
        this.availability = availability;
        this.nanoTime = nanoTime;
    }

    /**
     * Finds those of a cycle.
     *
     * @param missing the groups that the hypervisor gives of no domain
     * @return the names of meters that have no values
     */
    Set<String> update(Collection<MeterRow> polled, Set<StatsGroup> missing, Duration interval) {
        Set<String> now = polled.stream()
                .filter(row -> isAbsent(row, missing))
                .map(row -> row.meter().name())
                .collect(Collectors.toCollection(TreeSet::new));
        long until = nanoTime.getAsLong() + interval.toNanos() * INTERVALS;
        tell(
                now.stream().filter(name -> absent.put(name, until) == null).toList(),
                polled.stream()
                        .map(row -> row.meter().name())
                        .filter(name -> !now.contains(name) && absent.remove(name) != null)
                        .toList());
        return now;
    }

    /** The names of all meters that are polled in vain, in order. */
    Set<String> current() {
        long now = nanoTime.getAsLong();
        return absent.entrySet().stream()
                .filter(meter -> now - meter.getValue() < 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isAbsent(MeterRow row, Set<StatsGroup> missing) {
        if (row.origins().stream().anyMatch(origin -> origin.reading().asksByItself())) {
            return false;
        }
        List<ReadingOrigin> left = row.origins().stream()
                .filter(origin -> !missing.contains(origin.group()))
                .toList();
        return availability.isGivenUp(left);
    }

    private static void tell(Collection<String> gone, Collection<String> back) {
        if (!gone.isEmpty()) {
            LOG.info("No guest of this host gives {}; looked for again in new guests, and from time to time", gone);
        }
        if (!back.isEmpty()) {
            LOG.info("A guest of this host now gives {}", back);
        }
    }
}
