package io.nephoscope.core.completeness;

import io.nephoscope.api.runtime.dto.CompletenessDTO;
import io.nephoscope.api.runtime.dto.SeriesDTO;
import io.nephoscope.api.runtime.dto.SlotsDTO;
import io.nephoscope.core.completeness.SlotAccount.Change;
import io.nephoscope.core.completeness.SlotAccount.Detail;
import io.nephoscope.core.publish.BatchEnd;
import io.nephoscope.core.publish.BatchKey;
import io.nephoscope.core.publish.BatchListener;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.schedule.SlotLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of every slot, from the moment it was due until all its batches were confirmed, or it is a gap with a
 * name. The sum closes at every moment: what was due is what is pending, stored, confirmed, complete without samples,
 * not ours, or a gap.
 *
 * <p>Thread-safe and quick: a call costs a look into a map and a few additions under the lock of its series. Memory is
 * bounded: beyond some ten thousand series the rest share one, and of a backlog of more than {@link #MOST_ENTRIES}
 * slots neighbours are merged.
 */
public final class CompletenessLedger implements SlotLedger, BatchListener {

    /** The name of what holds all series beyond the bound, and of series that are gone what was counted. */
    public static final AssignmentName OTHERS = new AssignmentName("*", "*");

    private static final Logger LOG = LoggerFactory.getLogger(CompletenessLedger.class);

    static final int MOST_SERIES = 20_000;
    static final int FINE_SERIES = 1_000;
    static final int MOST_ENTRIES = 200_000;

    private static final Comparator<SeriesDTO> BY_NAME =
            Comparator.comparing((SeriesDTO row) -> row.source).thenComparing(row -> row.pollster);

    /** Slots that were due until the schedule was there again count as the outage's, but no longer than this. */
    private static final Duration START = Duration.ofMinutes(1);

    /** So long after the start a series may come back. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final long startedAt;
    private final EarlierLife earlier;
    private final SlotAccount all = new SlotAccount(Detail.FINE);
    private final SeriesLedger.Shared shared;
    private final Map<AssignmentName, SeriesLedger> series = new ConcurrentHashMap<>();
    private final SeriesLedger others;
    private volatile boolean usesOthers;

    /**
     * Begins to count.
     *
     * @param clock the wall's
     * @param earlier who ran here before
     * @param gaps who is told of gaps
     */
    CompletenessLedger(InstantSource clock, EarlierLife earlier, GapListener gaps) {
        this.clock = clock;
        this.startedAt = clock.millis();
        this.earlier = earlier;
        this.shared = new SeriesLedger.Shared(all, new AtomicInteger(), new LongAdder(), gaps);
        this.others = new SeriesLedger(OTHERS, Detail.FINE, shared);
    }

    // ------------------------------------------------------------------ what polls tell

    @Override
    public void due(Assignment assignment, Instant due, long slots) {
        AssignmentName name = assignment.name();
        enter(name, due, ledger -> ledger.due(key(ledger, name, due), slots, clock.millis()));
    }

    @Override
    public void concluded(Assignment assignment, Instant due, Outcome outcome) {
        AssignmentName name = assignment.name();
        SeriesLedger ledger = holder(name, due);
        ledger.concluded(key(ledger, name, due), outcome, clock.millis());
    }

    /** Those that were missed were due one interval after the other, the last just now. */
    @Override
    public void missed(Assignment assignment, Instant due, long slots) {
        long interval = assignment.source().timing().interval().toMillis();
        long first = SeriesLedger.millis(due) - interval * (slots - 1);
        Change gaps = new Change(SlotState.MISSED, first, interval, slots, clock.millis());
        enter(assignment.name(), due, ledger -> ledger.missed(gaps));
    }

    // ------------------------------------------------------------------ what the store tells

    @Override
    public void stored(BatchKey batch) {
        if (isOfSlot(batch)) {
            AssignmentName name = name(batch);
            long due = SeriesLedger.millis(batch.due());
            boolean carriedOver = due < startedAt && !earlier.isUncertain(name, due);
            enter(
                    name,
                    batch.due(),
                    ledger -> ledger.stored(
                            key(ledger, name, batch.due()), batch.samples(), carriedOver, clock.millis()));
            if (shared.entries().get() > MOST_ENTRIES) {
                ledger(name).merge(clock.millis());
            }
        }
    }

    @Override
    public void ended(BatchKey batch, BatchEnd end) {
        if (isOfSlot(batch)) {
            AssignmentName name = name(batch);
            SeriesLedger ledger = holder(name, batch.due());
            ledger.ended(key(ledger, name, batch.due()), batch.samples(), end, clock.millis());
        }
    }

    private static AssignmentName name(BatchKey batch) {
        return new AssignmentName(batch.source(), batch.pollster());
    }

    /** The agent's own samples, which tell of gaps, belong to no slot. */
    private static boolean isOfSlot(BatchKey batch) {
        return !batch.pollster().equals(GapSamples.METER);
    }

    // ------------------------------------------------------------------ who counts

    /** Who knows a slot, or would get to know it. */
    private SeriesLedger holder(AssignmentName name, Instant due) {
        return usesOthers && others.knows(SeriesLedger.key(name, due)) ? others : ledger(name);
    }

    private SeriesLedger ledger(AssignmentName name) {
        SeriesLedger known = series.get(name);
        return known != null ? known : create(name);
    }

    private SeriesLedger create(AssignmentName name) {
        int count = series.size();
        if (count >= MOST_SERIES) {
            usesOthers = true;
            return others;
        }
        Detail detail = count < FINE_SERIES ? Detail.FINE : Detail.COARSE;
        return series.computeIfAbsent(name, missing -> new SeriesLedger(missing, detail, shared));
    }

    private long key(SeriesLedger ledger, AssignmentName name, Instant due) {
        return ledger == others ? SeriesLedger.key(name, due) : SeriesLedger.key(due);
    }

    /** Asks again where a ledger was retired meanwhile. */
    private void enter(AssignmentName name, Instant due, Predicate<SeriesLedger> step) {
        while (!step.test(holder(name, due))) {
            Thread.onSpinWait();
        }
    }

    /**
     * Follows a schedule: tells as gaps what its series expected while no agent ran, and forgets single counts of
     * series that are not in it any more, once there are very many. To be called when the journal was opened.
     *
     * @return how many slots are gaps because no agent ran
     */
    long scheduled(Set<AssignmentName> names) {
        long now = clock.millis();
        long end = Math.min(now, startedAt + START.toMillis());
        long down = 0;
        for (AssignmentName name : names) {
            for (Change gaps : earlier.take(name, end, now)) {
                enter(name, Instant.ofEpochMilli(now), ledger -> ledger.missed(gaps));
                down += gaps.slots();
            }
        }
        if (down > 0) {
            LOG.info(
                    "{} polls were due while no agent ran, since {}; the command completeness tells which",
                    down,
                    Instant.ofEpochMilli(earlier.lastSeen()));
        }
        forgetLate(now);
        if (series.size() > MOST_SERIES / 2) {
            series.keySet().stream().filter(name -> !names.contains(name)).forEach(this::retire);
        }
        return down;
    }

    private void forgetLate(long now) {
        if (now - startedAt > PATIENCE.toMillis()) {
            earlier.forgetUntold();
        }
    }

    private void retire(AssignmentName name) {
        series.computeIfPresent(name, (same, ledger) -> {
            if (!ledger.retire()) {
                return ledger;
            }
            others.account().absorb(ledger.account().totals());
            return null;
        });
    }

    // ------------------------------------------------------------------ what it tells

    /** All series together, since the start. */
    public SlotsDTO summary() {
        return all.all();
    }

    /** All series, one by one. */
    public CompletenessDTO report(Optional<Instant> since) {
        long now = clock.millis();
        OptionalLong from =
                since.map(time -> OptionalLong.of(SeriesLedger.millis(time))).orElse(OptionalLong.empty());
        List<SeriesLedger> rows = ledgers();
        CompletenessDTO dto = new CompletenessDTO();
        dto.startedAt = startedAt;
        dto.carriedOver = shared.carriedOver().sum();
        dto.series =
                rows.stream().map(row -> row(row, from, now)).sorted(BY_NAME).toList();
        dto.since = from.isPresent() ? all.from(from.getAsLong(), now) : 0;
        dto.slots = slots(all, from, now);
        dto.samples = all.samples();
        dto.closes = all.closes() && rows.stream().allMatch(SeriesLedger::closes);
        return dto;
    }

    private List<SeriesLedger> ledgers() {
        List<SeriesLedger> ledgers = new ArrayList<>(series.values());
        if (others.account().all().due > 0) {
            ledgers.add(others);
        }
        return ledgers;
    }

    private static SeriesDTO row(SeriesLedger ledger, OptionalLong since, long now) {
        SlotAccount account = ledger.account();
        SeriesDTO dto = new SeriesDTO();
        dto.source = ledger.name().source();
        dto.pollster = ledger.name().pollster();
        dto.since = since.isPresent() ? account.from(since.getAsLong(), now) : 0;
        dto.slots = slots(account, since, now);
        dto.samples = account.samples();
        return dto;
    }

    private static SlotsDTO slots(SlotAccount account, OptionalLong since, long now) {
        return since.isPresent() ? account.since(since.getAsLong(), now) : account.all();
    }

    /** Since when each series has a slot that is not concluded, in milliseconds. */
    Map<AssignmentName, Long> open() {
        Map<AssignmentName, Long> open = new HashMap<>();
        if (all.of(SlotState.PENDING) > 0) {
            series.values().forEach(ledger -> ledger.oldestOpen().ifPresent(due -> open.put(ledger.name(), due)));
        }
        return open;
    }

    /** How many slots that wait, or groups of such, are kept. */
    int entries() {
        return shared.entries().get();
    }

    /** Which slots of each series wait in the store. */
    Map<AssignmentName, SeriesLedger.Stored> stored() {
        Map<AssignmentName, SeriesLedger.Stored> stored = new HashMap<>();
        if (all.of(SlotState.STORED) > 0) {
            series.values().forEach(ledger -> ledger.stored().ifPresent(slots -> stored.put(ledger.name(), slots)));
        }
        return stored;
    }

    /** What series expected that have not come back yet, and still may. */
    Map<AssignmentName, EarlierLife.Expected> untold(long now) {
        forgetLate(now);
        return earlier.untold();
    }
}
