package io.nephoscope.faults.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * What the targets answered and what of it came out of the queue: source, slot and resource, how often, under which ids and
 * when. All times are those of one clock that never jumps. Thread-safe.
 */
public final class Ledger {

    private final LongSupplier clock;
    private final Map<String, List<SlotRecord>> slots = new TreeMap<>();
    private long foreign;
    private long invented;
    private long unsigned;
    private long lastSight;

    /**
     * A sample that came out of the queue.
     *
     * @param redelivered whether the broker says that it may have handed it over before
     * @param signed whether its signature is right
     */
    public record Sight(String meter, String resourceId, long volume, UUID id, boolean redelivered, boolean signed) {}

    /** The next slot of each source at a moment. */
    public record Mark(Map<String, Integer> next, long at) {

        /** The number of the next slot of a source. */
        public int of(String source) {
            return next.getOrDefault(source, 0);
        }
    }

    /**
     * What should not have come at all.
     *
     * @param invented samples that no target told, and messages that are none
     * @param unsigned samples with a wrong signature
     * @param foreign samples of meters that are not the oracle's
     */
    public record Oddities(long invented, long unsigned, long foreign) {

        /** What has come since. */
        public Oddities minus(Oddities before) {
            return new Oddities(invented - before.invented, unsigned - before.unsigned, foreign - before.foreign);
        }
    }

    /** @param clock nanoseconds */
    public Ledger(LongSupplier clock) {
        this.clock = clock;
    }

    /** Opens the next slot of a source, and returns its number. */
    synchronized long open(TargetSource source) {
        List<SlotRecord> records = slots.computeIfAbsent(source.name(), any -> new ArrayList<>());
        long slot = records.size();
        records.add(new SlotRecord(source.resources(), clock.getAsLong()));
        return slot;
    }

    /** Enters what one message held. */
    synchronized void enter(List<Sight> sights) {
        lastSight = clock.getAsLong();
        sights.forEach(this::enter);
    }

    private void enter(Sight sight) {
        if (!sight.meter().startsWith("oracle.")) {
            foreign++;
            return;
        }
        if (!sight.signed()) {
            unsigned++;
        }
        String source = sight.meter().substring("oracle.".length());
        List<SlotRecord> records = slots.getOrDefault(source, List.of());
        long index = TargetSource.slotOf(sight.volume());
        int resource = TargetSource.resourceOf(sight.volume());
        if (index < 0 || index >= records.size() || !sight.resourceId().equals(source + "-" + resource)) {
            invented++;
        } else {
            records.get((int) index).see(resource, sight, lastSight);
        }
    }

    /** Enters a message that is none. */
    synchronized void garbled() {
        invented++;
    }

    /** Where the ledger is now. */
    public synchronized Mark mark() {
        Map<String, Integer> next = new TreeMap<>();
        slots.forEach((source, records) -> next.put(source, records.size()));
        return new Mark(next, clock.getAsLong());
    }

    /** Samples of the slots between two marks that have not come yet. */
    public synchronized long missing(Mark from, Mark to) {
        return between(from, to).stream().mapToLong(SlotRecord::missing).sum();
    }

    /** How long no message has come. */
    public synchronized Duration silence() {
        return Duration.ofNanos(clock.getAsLong() - lastSight);
    }

    /** What came that should not have come. */
    public synchronized Oddities oddities() {
        return new Oddities(invented, unsigned, foreign);
    }

    /** What became of the slots between two marks. */
    public synchronized Verdict judge(Mark from, Mark to, Lives lives) {
        Tally tally = new Tally(lives);
        slots.forEach((source, records) -> {
            int end = Math.min(records.size(), to.of(source));
            tally.add(records.subList(0, end), Math.min(from.of(source), end));
        });
        return tally.verdict();
    }

    /** How what was polled before a mark, and had not come by then, came afterwards. */
    public synchronized CatchUp catchUp(Mark from, Mark healed, Mark to) {
        return CatchUp.of(between(from, healed), between(healed, to), healed.at());
    }

    private List<SlotRecord> between(Mark from, Mark to) {
        return slots.keySet().stream()
                .flatMap(source -> between(source, from, to).stream())
                .toList();
    }

    private List<SlotRecord> between(String source, Mark from, Mark to) {
        List<SlotRecord> records = slots.getOrDefault(source, List.of());
        int end = Math.min(records.size(), to.of(source));
        return records.subList(Math.min(from.of(source), end), end);
    }
}
