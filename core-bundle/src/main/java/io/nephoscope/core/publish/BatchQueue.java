package io.nephoscope.core.publish;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.text.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one publisher, in the order of arrival, and what it has not confirmed yet. A batch is in one of
 * these two until it is confirmed, refused for ever or dropped; one that comes back takes its old place.
 *
 * <p>Bounded by the samples of both together. When it is full, the oldest batches of the pollster that has most
 * samples waiting make room, so that one that floods the queue displaces its own. What is in flight is never
 * dropped. All state is guarded by this; no plugin is called.
 */
final class BatchQueue {

    private static final Logger LOG = LoggerFactory.getLogger(BatchQueue.class);

    /** A batch at which a publisher breaks so often, by an error of its own, is given up. */
    private static final int MOST_ERRORS = 3;

    /** A publisher that refused so many in a row for ever, and confirmed none, takes nothing. */
    private static final int ODD_BATCHES = 3;

    private final String publisher;
    private final Backoff backoff;
    private final NavigableMap<Long, Entry> waiting = new TreeMap<>();
    private final Map<String, Share> shares = new HashMap<>();
    private final Set<Entry> inFlight = new LinkedHashSet<>();
    private long capacity;
    private long arrivals;

    private long samplesWaiting;
    private long samplesInFlight;
    private long confirmed;
    private long dropped;
    private long refused;

    /** Samples dropped since the queue was first full and until it is empty, by pollster. */
    private final Map<String, Long> droppedOf = new HashMap<>();

    /** How many times in a row the publisher refused, why, and until when nothing is handed out. */
    private int refusals;

    private String refusal = "";
    private long pausedUntil;
    private String lossTold = "";
    private int refusedInARow;

    /**
     * Samples.
     *
     * @param waiting not handed out, or come back
     * @param inFlight handed out and not confirmed
     * @param confirmed delivered
     * @param dropped given up because the queue was full
     * @param refused given up because the publisher refused them for ever
     */
    record Counts(long waiting, long inFlight, long confirmed, long dropped, long refused) {}

    /** A batch on its way. */
    private static final class Entry {

        private final long order;
        private final SampleBatch batch;
        private final int size;
        private @Nullable Object holder;
        private int handedOut;
        private int errors;
        private boolean ended;

        Entry(long order, SampleBatch batch) {
            this.order = order;
            this.batch = batch;
            this.size = batch.samples().size();
        }
    }

    /** What waits of one pollster. */
    private static final class Share {

        private final NavigableMap<Long, Entry> waiting = new TreeMap<>();
        private long samples;
    }

    BatchQueue(String publisher, long capacity, Backoff backoff) {
        this.publisher = publisher;
        this.capacity = capacity;
        this.backoff = backoff;
    }

    /** Never blocks. */
    synchronized void offer(SampleBatch batch) {
        Entry entry = new Entry(arrivals++, batch);
        while (!hasRoomFor(entry)) {
            Entry victim = victim(entry);
            drop(victim);
            if (victim == entry) {
                return;
            }
        }
        enqueue(entry);
    }

    /** A batch that is larger than the bound has room when nothing else is there. */
    private boolean hasRoomFor(Entry entry) {
        long held = samplesWaiting + samplesInFlight;
        return held == 0 || held + entry.size <= capacity;
    }

    /** The oldest batch of the pollster that would have most samples waiting; the newcomer itself as a last resort. */
    private Entry victim(Entry newcomer) {
        String pollster = newcomer.batch.pollster();
        long most = shares.containsKey(pollster) ? 0 : newcomer.size;
        Entry victim = newcomer;
        for (Map.Entry<String, Share> share : shares.entrySet()) {
            long samples = share.getValue().samples + (share.getKey().equals(pollster) ? newcomer.size : 0);
            Entry oldest = share.getValue().waiting.firstEntry().getValue();
            if (samples > most || (samples == most && oldest.order < victim.order)) {
                most = samples;
                victim = oldest;
            }
        }
        return victim;
    }

    private void drop(Entry entry) {
        String pollster = entry.batch.pollster();
        if (droppedOf.isEmpty()) {
            LOG.warn(
                    "More than {} samples wait for publisher {}, so the oldest of pollster {} are dropped, which has most "
                            + "of them; see why the publisher is slow or missing, or the pollster emits so many",
                    capacity,
                    publisher,
                    pollster);
        }
        droppedOf.merge(pollster, (long) entry.size, Long::sum);
        dropped += entry.size;
        end(entry);
    }

    private void enqueue(Entry entry) {
        waiting.put(entry.order, entry);
        Share share = shares.computeIfAbsent(entry.batch.pollster(), pollster -> new Share());
        share.waiting.put(entry.order, entry);
        share.samples += entry.size;
        samplesWaiting += entry.size;
        notifyAll();
    }

    private void dequeue(Entry entry) {
        waiting.remove(entry.order);
        Share share = shares.get(entry.batch.pollster());
        if (share != null && share.waiting.remove(entry.order) != null) {
            share.samples -= entry.size;
            samplesWaiting -= entry.size;
            if (share.waiting.isEmpty()) {
                shares.remove(entry.batch.pollster());
            }
        }
    }

    /**
     * Waits for the next batch.
     *
     * @param holder to whom it is handed out
     * @param go whether to wait any longer; looked at after each {@link #wake}
     * @return null when it is not to wait any longer
     */
    synchronized @Nullable HandedOut take(Object holder, BooleanSupplier go) throws InterruptedException {
        while (go.getAsBoolean()) {
            long pause = pause();
            if (pause > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(pause, 1_000_000));
            } else if (waiting.isEmpty()) {
                wait();
            } else {
                return handOut(waiting.firstEntry().getValue(), holder);
            }
        }
        return null;
    }

    private long pause() {
        return refusals == 0 ? 0 : Math.max(0, pausedUntil - System.nanoTime());
    }

    private HandedOut handOut(Entry entry, Object holder) {
        dequeue(entry);
        if (waiting.isEmpty()) {
            endEpisode();
        }
        inFlight.add(entry);
        samplesInFlight += entry.size;
        entry.holder = holder;
        entry.handedOut++;
        return new HandedOut(this, entry, entry.handedOut);
    }

    private void endEpisode() {
        if (!droppedOf.isEmpty()) {
            LOG.info("Publisher {} has caught up; samples were dropped of pollsters {}", publisher, culprits());
            droppedOf.clear();
        }
    }

    /** The pollsters that lost most samples, for the operator. */
    private String culprits() {
        List<Map.Entry<String, Long>> all = new ArrayList<>(droppedOf.entrySet());
        all.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        String most = String.join(
                ", ",
                all.stream()
                        .limit(3)
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .toList());
        return all.size() > 3 ? most + " and " + (all.size() - 3) + " more" : most;
    }

    /** One batch in the hands of a publisher; what it says of it later counts as long as it is the last who has it. */
    static final class HandedOut implements Delivery {

        private final BatchQueue queue;
        private final Entry entry;
        private final int time;

        private HandedOut(BatchQueue queue, Entry entry, int time) {
            this.queue = queue;
            this.entry = entry;
            this.time = time;
        }

        SampleBatch batch() {
            return entry.batch;
        }

        /** Whoever delivered it, it is delivered: also when somebody else has it by now. */
        @Override
        public void confirmed() {
            queue.confirm(entry);
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

    private synchronized void confirm(Entry entry) {
        if (!entry.ended) {
            confirmed += entry.size;
            refusedInARow = 0;
            end(entry);
            if (refusals > 0) {
                LOG.info("Publisher {} takes samples again", publisher);
                refusals = 0;
                refusal = "";
            }
            notifyAll();
        }
    }

    private synchronized boolean isGivenUp(HandedOut handedOut) {
        return ++handedOut.entry.errors >= MOST_ERRORS;
    }

    private synchronized void refuse(HandedOut handedOut, String given, boolean forEver) {
        if (!isInFlight(handedOut)) {
            return;
        }
        String reason = given.isEmpty() ? "it gave no reason" : given;
        if (forEver) {
            refused += handedOut.entry.size;
            refusedInARow++;
            end(handedOut.entry);
            tellLoss(reason);
        } else {
            takeBack(handedOut);
            pauseFor(reason);
        }
        notifyAll();
    }

    private boolean isInFlight(HandedOut handedOut) {
        return inFlight.contains(handedOut.entry) && handedOut.entry.handedOut == handedOut.time;
    }

    private void tellLoss(String reason) {
        if (!reason.equals(lossTold)) {
            lossTold = reason;
            LOG.warn("Publisher {} refuses samples for ever, which are lost and counted: {}", publisher, reason);
        }
    }

    /** Batches that are refused together, as when a connection breaks, count once. */
    private void pauseFor(String reason) {
        if (!reason.equals(refusal)) {
            LOG.warn("Publisher {} takes no samples, they wait: {}", publisher, reason);
            refusal = reason;
        }
        if (pause() == 0) {
            refusals++;
            pausedUntil = System.nanoTime() + backoff.delay(refusals).toNanos();
        }
    }

    private synchronized void takeBack(HandedOut handedOut) {
        if (isInFlight(handedOut)) {
            takeBack(handedOut.entry);
        }
    }

    private void takeBack(Entry entry) {
        inFlight.remove(entry);
        samplesInFlight -= entry.size;
        entry.holder = null;
        enqueue(entry);
    }

    private void end(Entry entry) {
        entry.ended = true;
        entry.holder = null;
        dequeue(entry);
        if (inFlight.remove(entry)) {
            samplesInFlight -= entry.size;
        }
    }

    /** Takes back all that a holder has not confirmed, for its successor. */
    synchronized void takeBackFrom(Object holder) {
        List<Entry> unconfirmed =
                inFlight.stream().filter(entry -> entry.holder == holder).toList();
        unconfirmed.forEach(this::takeBack);
        refusedInARow = 0;
        refusals = 0;
        refusal = "";
    }

    /** Waits until all is confirmed, within a bound. */
    synchronized void awaitDelivery(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (samplesWaiting + samplesInFlight > 0 && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            left = end - System.nanoTime();
        }
    }

    /** Waits a while, or until {@link #wake}. */
    @SuppressWarnings("WaitNotInLoop") // Waking up too early does no harm.
    synchronized void sleep(long millis, BooleanSupplier go) throws InterruptedException {
        if (go.getAsBoolean()) {
            wait(Math.max(1, millis));
        }
    }

    /** Gives up all that is not confirmed. Returns how many samples that were. */
    synchronized long clear() {
        long left = samplesWaiting + samplesInFlight;
        List<Entry> all = new ArrayList<>(waiting.values());
        all.addAll(inFlight);
        all.forEach(this::end);
        dropped += left;
        notifyAll();
        return left;
    }

    /** Lets those that wait look again whether they should. */
    synchronized void wake() {
        notifyAll();
    }

    synchronized void resize(long newCapacity) {
        capacity = newCapacity;
    }

    synchronized Counts counts() {
        return new Counts(samplesWaiting, samplesInFlight, confirmed, dropped, refused);
    }

    /** Why the publisher takes nothing now; empty if it does. */
    synchronized String refusal() {
        return refusal;
    }

    /** Why the publisher refuses for ever all that it is handed lately; empty if it does not. */
    synchronized String lossOfAll() {
        return refusedInARow < ODD_BATCHES ? "" : lossTold;
    }

    /** Which pollsters lose samples since the queue was first full; empty if none does. */
    synchronized String losers() {
        return droppedOf.isEmpty() ? "" : culprits();
    }
}
