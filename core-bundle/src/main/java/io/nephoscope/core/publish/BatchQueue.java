package io.nephoscope.core.publish;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.journal.Cursor;
import io.nephoscope.journal.JournalReader;
import io.nephoscope.journal.Positions;
import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.text.OneLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one publisher is to get: it reads the store's journal in order, and knows what it has handed out. A batch is
 * handed out until it is confirmed, refused for ever or dropped; one that comes back is handed out before later ones.
 *
 * <p>In memory are only the batches in the publisher's hands and those that came back, up to a bound. All state is
 * guarded by the store; no plugin is called, and the journal is read without that lock.
 */
final class BatchQueue {

    private static final Logger LOG = LoggerFactory.getLogger(BatchQueue.class);

    /** A batch at which a publisher breaks so often, by an error of its own, is given up. */
    private static final int MOST_ERRORS = 3;

    /** Batches in a publisher's hands. */
    private static final int MOST_IN_FLIGHT = 4_096;

    private static final long LOOK_AGAIN_MILLIS = 100;

    private final String publisher;
    private final long bit;
    private final BatchStore store;
    private final PublisherRefusals refusals;
    private final Losses losses;

    /** Held while the journal is read, by one thread at a time. */
    private final Object reading = new Object();

    // All below is guarded by the store.
    private final TreeSet<Flight> back =
            new TreeSet<>((one, other) -> Long.compare(one.stored.position(), other.stored.position()));
    private final Set<Flight> inFlight = new LinkedHashSet<>();
    private @Nullable JournalReader reader;
    private @Nullable JournalReader live;
    /** Nothing before it waits. */
    private long low;
    /** Nothing from it on was handed out. */
    private long readTo;
    /** What lies before it was read, or is not to be handed out yet. */
    private long passed;
    /** Batches that wait in the journal alone, and may be handed out. */
    private long unread;

    private long samplesWaiting;
    private long samplesInFlight;
    private long confirmed;
    private long dropped;
    private long refused;

    /**
     * Samples.
     *
     * @param waiting not handed out, or come back
     * @param inFlight handed out and not confirmed
     * @param confirmed delivered
     * @param dropped given up because the store was full
     * @param refused given up because the publisher refused them for ever
     */
    record Counts(long waiting, long inFlight, long confirmed, long dropped, long refused) {}

    /** A batch that was handed out, or came back. */
    private static final class Flight {

        private final StoredBatch stored;
        private final RoutedBatch batch;
        private @Nullable Object holder;
        private int handedOut;
        private int errors;

        Flight(StoredBatch stored, RoutedBatch batch) {
            this.stored = stored;
            this.batch = batch;
        }
    }

    /** @param bit what stands for the publisher in the store */
    BatchQueue(String publisher, long bit, BatchStore store, Backoff backoff) {
        this.publisher = publisher;
        this.bit = bit;
        this.store = store;
        this.refusals = new PublisherRefusals(publisher, backoff);
        this.losses = new Losses(publisher);
    }

    String publisher() {
        return publisher;
    }

    long bit() {
        return bit;
    }

    // ------------------------------------------------------------------ what the store tells, with its lock held

    /** A batch is in the journal. */
    void arrived(StoredBatch batch) {
        unread += batch.isHeld() ? 0 : 1;
        samplesWaiting += batch.samples();
    }

    /** A batch that was held may be handed out. If it was passed over, what follows it is read again, and skipped. */
    void released(StoredBatch batch) {
        unread++;
        if (batch.position() < passed && reader != null) {
            reader.close();
            reader = null;
        }
    }

    /** A batch that was held is another agent's. */
    void withdrawn(StoredBatch batch) {
        samplesWaiting -= batch.samples();
        store.finish(batch, bit, BatchEnd.NOT_OURS);
    }

    /** A batch that waits in the journal alone is gone from there. */
    void dropped(StoredBatch batch) {
        unread -= batch.isHeld() ? 0 : 1;
        samplesWaiting -= batch.samples();
        countDropped(batch.key());
        store.finish(batch, bit, BatchEnd.DROPPED);
    }

    /** A batch never got into the journal. */
    void droppedAtOnce(BatchKey batch) {
        countDropped(batch);
    }

    private void countDropped(BatchKey batch) {
        losses.add(batch, store.bound());
        dropped += batch.samples();
    }

    /** The journal is another one, or is there for the first time: it is read from its oldest batch on. */
    void rewind() {
        closeReaders();
        low = 0;
        readTo = 0;
        passed = 0;
    }

    private void closeReaders() {
        for (JournalReader open : new JournalReader[] {reader, live}) {
            if (open != null) {
                open.close();
            }
        }
        reader = null;
        live = null;
    }

    /** Nobody is to get anything any more. */
    void leave() {
        closeReaders();
        back.clear();
        inFlight.clear();
        unread = 0;
        samplesWaiting = 0;
        samplesInFlight = 0;
    }

    /** What the publisher is done with. */
    Cursor cursor() {
        low = store.firstWaiting(low, bit);
        long read = Math.max(low, readTo);
        List<Positions> beyond = new ArrayList<>();
        long doneFrom = low;
        for (StoredBatch batch : store.between(low, read)) {
            if (batch.waitsFor(bit)) {
                if (doneFrom < batch.position()) {
                    beyond.add(new Positions(doneFrom, batch.position()));
                }
                doneFrom = batch.position() + 1;
            }
        }
        if (doneFrom > low && doneFrom < read) {
            beyond.add(new Positions(doneFrom, read));
        }
        return new Cursor(low, beyond);
    }

    private boolean isLiveFirst() {
        return store.isLiveFirst(publisher);
    }

    // ------------------------------------------------------------------ handing out

    /**
     * Waits for the next batch.
     *
     * @param holder to whom it is handed out
     * @param go whether to wait any longer; looked at after each {@link #wake}
     * @return null when it is not to wait any longer
     */
    @Nullable
    HandedOut take(Object holder, BooleanSupplier go) throws InterruptedException {
        while (true) {
            synchronized (store) {
                if (!awaitWork(go)) {
                    return null;
                }
                Flight again = back.pollFirst();
                if (again != null) {
                    return handOut(again, holder);
                }
            }
            HandedOut next = read(holder);
            if (next != null) {
                return next;
            }
        }
    }

    private boolean awaitWork(BooleanSupplier go) throws InterruptedException {
        while (go.getAsBoolean()) {
            long pause = refusals.pauseNanos();
            if (pause > 0) {
                TimeUnit.NANOSECONDS.timedWait(store, Math.max(pause, 1_000_000));
            } else if (back.isEmpty() && (unread == 0 || inFlight.size() >= MOST_IN_FLIGHT)) {
                store.wait();
            } else {
                return true;
            }
        }
        return false;
    }

    /** Reads one batch; null if it is none for this publisher, or there is none. */
    private @Nullable HandedOut read(Object holder) throws InterruptedException {
        synchronized (reading) {
            JournalReader newest;
            JournalReader oldest;
            synchronized (store) {
                if (reader == null) {
                    passed = 0;
                }
                oldest = reader == null ? store.reader(store.firstWaiting(low, bit)) : reader;
                if (!isLiveFirst()) {
                    forgetLive();
                }
                newest = live == null && isLiveFirst() ? store.liveReader() : live;
                reader = oldest;
                live = newest;
            }
            HandedOut next = newest == null ? null : handOut(newest, holder, false);
            return next == null ? handOut(oldest, holder, true) : next;
        }
    }

    /** @param complete whether the reader passes over nothing that it could read */
    private @Nullable HandedOut handOut(JournalReader from, Object holder, boolean complete)
            throws InterruptedException {
        long before = from.position();
        JournalReader.Entry entry = from.next();
        synchronized (store) {
            if (from != reader && from != live) {
                return null;
            }
            if (complete) {
                long end = entry == null ? from.position() : entry.position();
                store.between(before, end).forEach(this::unreadable);
                passed = entry == null ? end : end + 1;
            }
            if (entry == null) {
                if (complete && unread > 0) {
                    store.wait(LOOK_AGAIN_MILLIS);
                }
                return null;
            }
            StoredBatch stored = store.at(entry.position());
            if (stored == null || !stored.isReadyFor(bit)) {
                return null;
            }
            unread--;
            stored.handOut(bit);
            readTo = Math.max(readTo, entry.position() + 1);
            return handOut(new Flight(stored, entry.batch()), holder);
        }
    }

    private void unreadable(StoredBatch batch) {
        if (batch.waitsInJournalFor(bit)) {
            unread -= batch.isHeld() ? 0 : 1;
            samplesWaiting -= batch.samples();
            dropped += batch.samples();
            LOG.warn(
                    "{} samples of {} for publisher {} cannot be read from the journal any more",
                    batch.samples(),
                    batch.key().pollster(),
                    publisher);
            store.finish(batch, bit, BatchEnd.UNREADABLE);
        }
    }

    private HandedOut handOut(Flight flight, Object holder) {
        samplesWaiting -= flight.stored.samples();
        if (samplesWaiting == 0) {
            losses.end();
        }
        inFlight.add(flight);
        samplesInFlight += flight.stored.samples();
        flight.holder = holder;
        flight.handedOut++;
        return new HandedOut(this, flight, flight.handedOut);
    }

    /** One batch in the hands of a publisher; what it says of it later counts as long as it is the last who has it. */
    static final class HandedOut implements Delivery {

        private final BatchQueue queue;
        private final Flight flight;
        private final int time;

        private HandedOut(BatchQueue queue, Flight flight, int time) {
            this.queue = queue;
            this.flight = flight;
            this.time = time;
        }

        SampleBatch batch() {
            return flight.batch;
        }

        /** Whoever delivered it, it is delivered: also when somebody else has it by now. */
        @Override
        public void confirmed() {
            queue.confirm(flight);
        }

        @Override
        public void refused(String reason, boolean forEver) {
            queue.refuse(this, OneLine.of(reason), forEver);
        }

        /** The publisher broke at it, by an error of its own: after some times it is the batch's fault. */
        void broke(String reason) {
            queue.refuse(this, reason, queue.isGivenUp(this));
        }

        /** It was not taken; nobody is to blame. */
        void comesBack() {
            queue.takeBack(this);
        }
    }

    private void confirm(Flight flight) {
        synchronized (store) {
            if (!flight.stored.waitsFor(bit)) {
                return;
            }
            confirmed += flight.stored.samples();
            end(flight, BatchEnd.CONFIRMED);
            refusals.confirmed();
        }
    }

    private boolean isGivenUp(HandedOut handedOut) {
        synchronized (store) {
            return ++handedOut.flight.errors >= MOST_ERRORS;
        }
    }

    private void refuse(HandedOut handedOut, String given, boolean forEver) {
        String reason = given.isEmpty() ? "it gave no reason" : given;
        synchronized (store) {
            if (!isInFlight(handedOut)) {
                return;
            }
            if (forEver) {
                refused += handedOut.flight.stored.samples();
                refusals.forEver(reason);
                end(handedOut.flight, BatchEnd.REFUSED);
            } else {
                takeBack(handedOut.flight);
                refusals.notNow(reason);
                forgetLive();
            }
            store.notifyAll();
        }
    }

    private boolean isInFlight(HandedOut handedOut) {
        return inFlight.contains(handedOut.flight) && handedOut.flight.handedOut == handedOut.time;
    }

    /** What is polled from now on is news when batches are handed out again. */
    private void forgetLive() {
        if (live != null) {
            live.close();
            live = null;
        }
    }

    private void takeBack(HandedOut handedOut) {
        synchronized (store) {
            if (isInFlight(handedOut)) {
                takeBack(handedOut.flight);
                store.notifyAll();
            }
        }
    }

    private void takeBack(Flight flight) {
        inFlight.remove(flight);
        samplesInFlight -= flight.stored.samples();
        flight.holder = null;
        back.add(flight);
        samplesWaiting += flight.stored.samples();
    }

    private void end(Flight flight, BatchEnd how) {
        if (inFlight.remove(flight)) {
            samplesInFlight -= flight.stored.samples();
        } else if (back.remove(flight)) {
            samplesWaiting -= flight.stored.samples();
        }
        flight.holder = null;
        store.finish(flight.stored, bit, how);
    }

    /** Takes back all that a holder has not confirmed, for its successor. */
    void takeBackFrom(Object holder) {
        synchronized (store) {
            List<Flight> unconfirmed =
                    inFlight.stream().filter(flight -> flight.holder == holder).toList();
            unconfirmed.forEach(this::takeBack);
            refusals.forget();
            forgetLive();
            store.notifyAll();
        }
    }

    /** Waits until all is confirmed, within a bound. */
    void awaitDelivery(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        synchronized (store) {
            while (samplesWaiting + samplesInFlight > 0 && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(store, Math.max(left, 1_000_000));
                left = end - System.nanoTime();
            }
        }
    }

    /** Waits a while, or until {@link #wake}. */
    @SuppressWarnings("WaitNotInLoop") // Waking up too early does no harm.
    void sleep(long millis, BooleanSupplier go) throws InterruptedException {
        synchronized (store) {
            if (go.getAsBoolean()) {
                store.wait(Math.max(1, millis));
            }
        }
    }

    /** Lets those that wait look again whether they should. */
    void wake() {
        synchronized (store) {
            store.notifyAll();
        }
    }

    Counts counts() {
        synchronized (store) {
            return new Counts(samplesWaiting, samplesInFlight, confirmed, dropped, refused);
        }
    }

    /** Why the publisher takes nothing now; empty if it does. */
    String refusal() {
        synchronized (store) {
            return refusals.reason();
        }
    }

    /** Why the publisher refuses for ever all that it is handed lately; empty if it does not. */
    String lossOfAll() {
        synchronized (store) {
            return refusals.lossOfAll();
        }
    }

    /** Which pollsters lose samples since the store was first full; empty if none does. */
    String losers() {
        synchronized (store) {
            return losses.culprits();
        }
    }
}
