package io.nephoscope.faults.partition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What came of each resource at each slot, from all agents together. A slot is the time from one multiple of the interval since
 * the epoch to the next; a sample's own timestamp says of which one it is, not when it came. Thread-safe.
 */
final class SharedLedger {

    private final int resources;
    private final Duration interval;
    private final Map<Long, @Nullable SharedCell[]> slots = new TreeMap<>();
    private long foreign;
    private long garbled;

    /** @param resources how many are polled at each slot */
    SharedLedger(int resources, Duration interval) {
        this.resources = resources;
        this.interval = interval;
    }

    int resources() {
        return resources;
    }

    Duration interval() {
        return interval;
    }

    /** The slot that a time is in. */
    long slotAt(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), interval.toMillis());
    }

    /** When a slot is due. */
    Instant dueAt(long slot) {
        return Instant.ofEpochMilli(slot * interval.toMillis());
    }

    /** Enters a sample that came. */
    synchronized void enter(Sighting sighting, Instant at) {
        if (sighting.resource() < 0 || sighting.resource() >= resources) {
            foreign++;
            return;
        }
        @Nullable
        SharedCell[] cells = slots.computeIfAbsent(slotAt(sighting.polled()), any -> new SharedCell[resources]);
        SharedCell cell = cells[sighting.resource()];
        if (cell == null) {
            cells[sighting.resource()] = new SharedCell(sighting, at);
        } else {
            cell.see(sighting);
        }
    }

    /** Enters what could not be read, or had a wrong signature. */
    synchronized void garbled() {
        garbled++;
    }

    /** What was wrong with messages so far: samples of nobody's resources, and what could not be read. */
    synchronized long oddities() {
        return foreign + garbled;
    }

    /** How many resources have no sample at a slot. */
    synchronized int missing(long slot) {
        return (int) Arrays.stream(cells(slot)).filter(cell -> cell == null).count();
    }

    /** Who polled at a slot. */
    synchronized Set<String> agents(long slot) {
        Set<String> agents = new HashSet<>();
        for (@Nullable SharedCell cell : cells(slot)) {
            if (cell != null) {
                agents.add(cell.agent());
            }
        }
        return agents;
    }

    /** Samples under a second id at a slot. */
    synchronized long doubled(long slot) {
        return Arrays.stream(cells(slot)).mapToLong(SharedLedger::doubled).sum();
    }

    private static long doubled(@Nullable SharedCell cell) {
        return cell == null ? 0 : cell.doubled();
    }

    private @Nullable SharedCell[] cells(long slot) {
        @Nullable SharedCell[] cells = slots.get(slot);
        return cells == null ? new SharedCell[resources] : cells;
    }

    /** How many resources an agent polled at a slot. */
    synchronized long load(String agent, long slot) {
        return Arrays.stream(cells(slot))
                .filter(cell -> cell != null && cell.agent().equals(agent))
                .count();
    }

    /**
     * The same of agents that have no due times in common: what counts is how much time lies between two polls of one
     * resource. None for longer than one and a half intervals is a loss, a second one within half an interval is doubled.
     */
    synchronized SharedVerdict judgeByPace(long from, long to) {
        PacedTally tally = new PacedTally(interval, dueAt(from), dueAt(to + 1));
        List<@Nullable SharedCell[]> all =
                LongStream.rangeClosed(from, to).mapToObj(this::cells).toList();
        for (int resource = 0; resource < resources; resource++) {
            List<SharedCell> cells = new ArrayList<>();
            for (@Nullable SharedCell[] slot : all) {
                SharedCell cell = slot[resource];
                if (cell != null) {
                    cells.add(cell);
                }
            }
            tally.add(resource, cells);
        }
        return tally.verdict(to - from + 1, resources);
    }

    /**
     * What came of the slots from one to another, both included, all of which were to be polled whole.
     *
     * @param tolerance up to how long after its due time a sample is in time
     */
    synchronized SharedVerdict judge(long from, long to, Duration tolerance) {
        SharedTally tally = new SharedTally(tolerance);
        List<@Nullable SharedCell[]> all =
                LongStream.rangeClosed(from, to).mapToObj(this::cells).toList();
        for (int at = 0; at < all.size(); at++) {
            tally.add(from + at, dueAt(from + at), all.get(at));
        }
        for (int resource = 0; resource < resources; resource++) {
            tally.addPauses(resource, all);
        }
        return tally.verdict(to - from + 1, resources);
    }
}
