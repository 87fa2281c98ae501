package io.nephoscope.faults.oracle;

import java.time.Duration;
import java.util.List;

/** Adds up what became of slots. Used under the ledger's lock. */
final class Tally {

    private final Lives lives;
    /** Nanoseconds in which slots were due. */
    private long owed;

    private long slotsPolled;
    private long slotsSilent;
    private long samples;
    private long lost;
    private long inFlight;
    private long late;
    private long contradicted;
    private long repeated;
    private long repeatedByBroker;
    private long pause;
    private long lateness;
    private long untaken;

    Tally(Lives lives) {
        this.lives = lives;
    }

    /**
     * Adds slots of one source.
     *
     * @param records all of them, by time
     * @param first the first that counts; the one before tells how long nothing was polled until then
     */
    void add(List<SlotRecord> records, int first) {
        records.subList(first, records.size()).forEach(this::add);
        for (int i = first; i < records.size(); i++) {
            addDue(records.get(i), i == 0 ? records.get(i) : records.get(i - 1));
        }
    }

    /** While the agent ran, one slot was due for each interval. */
    private void addDue(SlotRecord record, SlotRecord before) {
        boolean sameLife = lives.of(record.servedAt()) == lives.of(before.servedAt());
        long since = sameLife ? record.servedAt() - before.servedAt() : 0;
        pause = Math.max(pause, since);
        owed += since > 0 ? since : lives.interval().toNanos();
    }

    private void add(SlotRecord record) {
        slotsPolled++;
        samples += record.resources();
        if (record.missing() > 0) {
            untaken = Math.max(untaken, lives.nanosToDeath(record.servedAt()));
        }
        if (record.missing() > 0 && lives.diedSoonAfter(record.servedAt())) {
            inFlight += record.missing();
        } else {
            lost += record.missing();
            slotsSilent += record.missing() == record.resources() && lives.isLast(record.servedAt()) ? 1 : 0;
        }
        late += record.laterThan(lives.interval().toMillis());
        contradicted += record.contradicted();
        repeated += record.repeated();
        repeatedByBroker += record.repeatedByBroker();
        lateness = Math.max(lateness, record.longestLateness());
    }

    Verdict verdict() {
        long slotsDue = Math.round((double) owed / lives.interval().toNanos());
        return new Verdict(
                new Verdict.Slots(Math.max(slotsDue, slotsPolled), slotsPolled, slotsSilent),
                new Verdict.Samples(samples - inFlight, lost, inFlight, late),
                new Verdict.Doubles(contradicted, repeated, repeatedByBroker),
                new Verdict.Timing(Duration.ofNanos(pause), Duration.ofMillis(lateness), Duration.ofNanos(untaken)));
    }
}
