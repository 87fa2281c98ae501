package io.nephoscope.faults.oracle;

import java.time.Duration;
import java.util.List;

/** Adds up what became of slots. Used under the ledger's lock. */
final class Tally {

    private final Lives lives;
    private long slotsDue;
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

    Tally(Lives lives) {
        this.lives = lives;
    }

    /** @param records of one source, by time */
    void add(List<SlotRecord> records) {
        records.forEach(this::add);
        int begin = 0;
        for (int i = 1; i <= records.size(); i++) {
            if (i == records.size() || lifeOf(records, i) != lifeOf(records, begin)) {
                addLife(records.subList(begin, i));
                begin = i;
            }
        }
    }

    private int lifeOf(List<SlotRecord> records, int index) {
        return lives.of(records.get(index).servedAt());
    }

    /** What was due while the agent ran: one slot for each interval from its first poll to its last. */
    private void addLife(List<SlotRecord> records) {
        long first = records.get(0).servedAt();
        long last = records.get(records.size() - 1).servedAt();
        long intervals = Math.round((double) (last - first) / lives.interval().toNanos());
        slotsDue += Math.max(records.size(), intervals + 1);
        for (int i = 1; i < records.size(); i++) {
            pause = Math.max(
                    pause, records.get(i).servedAt() - records.get(i - 1).servedAt());
        }
    }

    private void add(SlotRecord record) {
        slotsPolled++;
        samples += record.resources();
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
        return new Verdict(
                new Verdict.Slots(slotsDue, slotsPolled, slotsSilent),
                new Verdict.Samples(samples - inFlight, lost, inFlight, late),
                new Verdict.Doubles(contradicted, repeated, repeatedByBroker),
                new Verdict.Timing(Duration.ofNanos(pause), Duration.ofMillis(lateness)));
    }
}
