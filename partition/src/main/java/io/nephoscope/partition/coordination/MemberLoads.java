package io.nephoscope.partition.coordination;

import static io.nephoscope.api.coordination.Coordination.LOADS;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotCosts;
import io.nephoscope.partition.SlotHistory;
import io.nephoscope.partition.SlotMeter;
import io.nephoscope.partition.record.SlotCostsText;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the slots of a member cost, and that it is written down now and then for whoever shares slots out: rarely, and
 * only when it has become something else.
 */
final class MemberLoads {

    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(30);

    /** So much of the sum has to be another. */
    private static final double CHANGED = 0.03;

    /** After so many windows it is written all the same: the engine may have lost it. */
    private static final int WRITTEN_ANEW = 12;

    private static final int WRITES_APART = 2;
    /** Windows end at the same time on all members, which write in this part of the next one. */
    private static final int SPREAD = 4;

    private static final long NANOS = 1_000_000;
    /** None has this name, so what is known of all of them counts. */
    private static final String ANY_SERIES = "";

    private final String name;
    private final Coordination coordination;
    private final Time time;
    private final SlotMeter meter;
    private final SlotHistory history;
    private final long delay;
    private @Nullable SlotCosts written;
    private @Nullable SlotCosts toWrite;
    /** By the monotonic clock. */
    private long notBefore;

    private boolean waiting;
    private int windows;

    MemberLoads(String member, PartitionSettings settings, Coordination coordination, Time time) {
        this.name = LOADS + member;
        this.coordination = coordination;
        this.time = time;
        this.meter = new SlotMeter(settings.slots());
        this.delay = Math.floorMod(
                        name.hashCode(), window(settings).dividedBy(SPREAD).toMillis())
                * NANOS;
        this.history = new SlotHistory(meter, window(settings), time.now(), time.nanoTime());
    }

    /** Two in the time between two looks of whoever has loads levelled. */
    private static Duration window(PartitionSettings settings) {
        Duration half = settings.rebalance().dividedBy(2);
        if (settings.rebalance().isZero() || half.compareTo(LONGEST_WINDOW) > 0) {
            return LONGEST_WINDOW;
        }
        return half.compareTo(SHORTEST_WINDOW) < 0 ? SHORTEST_WINDOW : half;
    }

    SlotMeter meter() {
        return meter;
    }

    /** Takes account of what was polled, also while the engine is away. */
    void advance(SlotAssignment assignment, String member) {
        int slots = assignment.owners().count();
        if (history.advance(due -> assignment.slotsOf(member, ANY_SERIES, due), slots, time.now(), time.nanoTime())) {
            windows++;
            SlotCosts now = history.costs(slots, time.now());
            toWrite = now.isAnyKnown() && isNews(now) ? now : null;
            notBefore = time.nanoTime() + delay;
        }
    }

    private boolean isNews(SlotCosts now) {
        SlotCosts last = written;
        return last == null || windows >= WRITTEN_ANEW || (windows >= WRITES_APART && now.differsFrom(last, CHANGED));
    }

    /** Has it written down at once, before others take over. */
    void handOver(int slots) {
        SlotCosts now = history.costs(slots, time.now());
        if (now.isAnyKnown()) {
            toWrite = now;
            notBefore = time.nanoTime();
            write();
        }
    }

    /** Writes down what is to be, unless that is under way. */
    void write() {
        SlotCosts next = toWrite;
        if (next == null || waiting || time.nanoTime() - notBefore < 0) {
            return;
        }
        waiting = true;
        coordination.commit(Map.of(), Map.of(name, SlotCostsText.write(next)), outcome -> written(outcome, next));
    }

    private void written(Outcome outcome, SlotCosts next) {
        waiting = false;
        if (next == toWrite) {
            // What could not be written is news at the end of the next window, too.
            toWrite = null;
        }
        if (outcome == Outcome.COMMITTED) {
            written = next;
            windows = 0;
        }
    }
}
