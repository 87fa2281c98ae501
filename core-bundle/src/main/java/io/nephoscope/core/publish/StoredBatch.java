package io.nephoscope.core.publish;

/** A batch in the store, by what is needed to account for it. All of it is guarded by the store. */
final class StoredBatch {

    private final BatchKey key;
    private long position;
    private long waiting;
    private long inFlight;
    private BatchEnd end = BatchEnd.CONFIRMED;
    private boolean held;

    /** @param publishers the bits of those that are to get it */
    StoredBatch(long position, BatchKey key, long publishers) {
        this.position = position;
        this.key = key;
        this.waiting = publishers;
    }

    BatchKey key() {
        return key;
    }

    int samples() {
        return key.samples();
    }

    /** Where it is in the journal. */
    long position() {
        return position;
    }

    void moveTo(long newPosition) {
        position = newPosition;
    }

    /** Whether a publisher is not done with it. */
    boolean waitsFor(long publisher) {
        return (waiting & publisher) != 0;
    }

    /** Whether a publisher is not done with it, and it is in the journal only. */
    boolean waitsInJournalFor(long publisher) {
        return (waiting & ~inFlight & publisher) != 0;
    }

    /** Whether it may not go to publishers yet. */
    boolean isHeld() {
        return held;
    }

    void hold(boolean now) {
        held = now;
    }

    /** Whether a publisher may be handed it out of the journal. */
    boolean isReadyFor(long publisher) {
        return !held && waitsInJournalFor(publisher);
    }

    /** Whether some publisher has it in hand. */
    boolean isInFlight() {
        return inFlight != 0;
    }

    /** A publisher has it in hand: it is in memory, whatever becomes of the journal. */
    void handOut(long publisher) {
        inFlight |= publisher;
    }

    /** A publisher is done with it; whether all are. */
    boolean finish(long publisher, BatchEnd how) {
        waiting &= ~publisher;
        inFlight &= ~publisher;
        if (how.compareTo(end) > 0) {
            end = how;
        }
        return waiting == 0;
    }

    /** How it ended, once all are done with it. */
    BatchEnd end() {
        return end;
    }
}
