package io.nephoscope.core.publish;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.partition.Publication;
import io.nephoscope.core.publish.StoreSettings.WhenFull;
import io.nephoscope.journal.Cursor;
import io.nephoscope.journal.CursorFile;
import io.nephoscope.journal.FileJournal;
import io.nephoscope.journal.Journal;
import io.nephoscope.journal.JournalInUseException;
import io.nephoscope.journal.JournalReader;
import io.nephoscope.journal.MemoryJournal;
import io.nephoscope.journal.Positions;
import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each batch from the poll until every publisher that is to get it is done with it: in one journal, under one
 * bound, with one policy for when it is full. A batch ends once for each publisher, and then once for all, which the
 * listener is told.
 *
 * <p>All state, that of the queues too, is guarded by the store. Under it no publisher is called, and no disk is
 * waited for but where a full journal drops a segment. What can wait is done by a thread of the store: space is given
 * back, cursors are written down and old batches dropped.
 */
final class BatchStore implements BatchSink {

    private static final Logger LOG = LoggerFactory.getLogger(BatchStore.class);

    /** How many publishers there can be: each has a bit. */
    private static final int MOST_PUBLISHERS = Long.SIZE;

    private static final Backoff AFTER_REFUSAL = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0.1);
    private static final Backoff AFTER_FAILURE = Backoff.exact(Duration.ofSeconds(1), Duration.ofSeconds(10));
    private static final long KEEPING_PAUSE_MILLIS = 10;
    private static final long IDLE_MILLIS = 1_000;
    private static final Duration STOP = Duration.ofSeconds(2);

    private final BatchListener listener;
    private final PublicationGate gate;
    private final InstantSource clock;
    private final Backoff afterRefusal;
    private final StoredBatches stored = new StoredBatches();
    private final HeldBatches held = new HeldBatches();
    private final Map<String, BatchQueue> queues = new LinkedHashMap<>();

    private @Nullable LoopThread keeper;
    private StoreSettings settings;
    private Journal journal;
    private Optional<Path> place = Optional.empty();
    private List<String> named = List.of();
    private @Nullable SavedCursors cursors;
    /** Why the journal is in memory though it should be on disk; empty if it should not. */
    private String denied = "";
    /** Whether something has changed that the keeper has not seen. */
    private boolean changed;

    /** Samples that were not taken because the store was full and polling is to pause. */
    private long refused;

    /** @param gate asked about what another agent may have polled instead */
    BatchStore(BatchListener listener, PublicationGate gate) {
        this(listener, gate, new Waiting(StoreSettings.NONE, InstantSource.system(), AFTER_REFUSAL));
    }

    /** @param afterRefusal how long a publisher that takes nothing now is left alone */
    BatchStore(BatchListener listener, StoreSettings settings, InstantSource clock, Backoff afterRefusal) {
        this(listener, batch -> Publication.PUBLISH, new Waiting(settings, clock, afterRefusal));
    }

    /**
     * How long batches wait, and where.
     *
     * @param afterRefusal how long a publisher that takes nothing now is left alone
     */
    record Waiting(StoreSettings settings, InstantSource clock, Backoff afterRefusal) {}

    BatchStore(BatchListener listener, PublicationGate gate, Waiting waiting) {
        this.listener = listener;
        this.gate = gate;
        this.afterRefusal = waiting.afterRefusal();
        this.clock = waiting.clock();
        this.settings = waiting.settings();
        this.journal = new MemoryJournal(settings.limits());
    }

    // ------------------------------------------------------------------ the ways in

    @Override
    public synchronized boolean hasRoom() {
        return !isPaused();
    }

    @Override
    public boolean accept(RoutedBatch batch) {
        BatchKey key = key(batch);
        return accept(batch, key, batch.shared() ? gate.of(key) : Publication.PUBLISH);
    }

    private static BatchKey key(RoutedBatch batch) {
        return new BatchKey(
                batch.source(), batch.pollster(), batch.due(), batch.samples().size());
    }

    /** A batch that nobody is to get is told as given up. */
    private synchronized boolean accept(RoutedBatch batch, BatchKey asked, Publication publication) {
        BatchKey key = stored.key(asked);
        if (batch.shared()) {
            // What an earlier life has polled of it was not agreed, and is polled again: it is this or that.
            held.takeEarlier(key).forEach(this::withdraw);
        }
        if (publication == Publication.DROP) {
            neverStored(key, BatchEnd.NOT_OURS);
            return true;
        }
        long publishers = publishersOf(batch);
        if (publishers == 0) {
            neverStored(key, BatchEnd.GIVEN_UP);
            return true;
        }
        long position = place(batch, key);
        if (position == Journal.NO_ROOM) {
            return refuse(key, publishers);
        }
        StoredBatch kept = new StoredBatch(position, key, publishers);
        if (publication == Publication.HOLD) {
            held.add(kept, false);
        }
        add(kept);
        return true;
    }

    private long publishersOf(RoutedBatch batch) {
        long publishers = 0;
        for (BatchQueue queue : queues.values()) {
            publishers |= batch.isFor(queue.publisher()) ? queue.bit() : 0;
        }
        return publishers;
    }

    private void neverStored(BatchKey key, BatchEnd end) {
        listener.stored(key);
        listener.ended(key, end);
    }

    private boolean refuse(BatchKey key, long publishers) {
        if (settings.full() == WhenFull.PAUSE_POLLING) {
            if (refused == 0) {
                LOG.warn("The store of samples is full, so polling pauses until a publisher takes some");
            }
            refused += key.samples();
            return false;
        }
        queuesOf(publishers).forEach(queue -> queue.droppedAtOnce(key));
        neverStored(key, BatchEnd.DROPPED);
        return true;
    }

    private Stream<BatchQueue> queuesOf(long publishers) {
        return queues.values().stream().filter(queue -> (queue.bit() & publishers) != 0);
    }

    /** Makes room if need be and may be. */
    private long place(RoutedBatch batch, BatchKey key) {
        long position = journal.append(batch);
        if (position == Journal.NO_ROOM) {
            journal.release(stored.first(journal.end()));
            position = journal.append(batch);
        }
        while (position == Journal.NO_ROOM && settings.full() == WhenFull.DROP_OLDEST) {
            StoredBatch victim = stored.victim(key, journal.roomFrom());
            Positions dropped = victim == null ? Positions.NONE : journal.drop(victim.position());
            if (dropped.isEmpty()) {
                return Journal.NO_ROOM;
            }
            stored.between(dropped.from(), dropped.to()).forEach(this::drop);
            position = journal.append(batch);
        }
        return position;
    }

    /** What a publisher has in hand is in memory, and goes on. */
    private void drop(StoredBatch batch) {
        for (BatchQueue queue : queues.values()) {
            if (batch.waitsInJournalFor(queue.bit())) {
                queue.dropped(batch);
            }
        }
    }

    private void add(StoredBatch batch) {
        stored.add(batch);
        listener.stored(batch.key());
        for (BatchQueue queue : queues.values()) {
            if (batch.waitsFor(queue.bit())) {
                queue.arrived(batch);
            }
        }
        notifyAll();
    }

    // ------------------------------------------------------------------ what the queues use

    /** A publisher is done with a batch. Called with the store's lock held. */
    void finish(StoredBatch batch, long publisher, BatchEnd how) {
        if (batch.waitsFor(publisher) && batch.finish(publisher, how)) {
            stored.remove(batch);
            if (batch.isHeld()) {
                held.remove(batch);
            }
            listener.ended(batch.key(), batch.end());
        }
        changed = true;
        notifyAll();
    }

    /** The batch at a position, if somebody waits for it. Called with the store's lock held. */
    @Nullable
    StoredBatch at(long position) {
        return stored.get(position);
    }

    /** Those at some positions, in order. Called with the store's lock held. */
    List<StoredBatch> between(long from, long to) {
        return stored.between(from, to);
    }

    /** The first position from one on at which a batch waits for a publisher. Called with the store's lock held. */
    long firstWaiting(long from, long publisher) {
        return stored.firstWaiting(from, journal.end(), publisher);
    }

    // ------------------------------------------------------------------ what is held

    /** Asks again about all that is held. Returns whether some of it still is. */
    boolean review() {
        List<BatchKey> polls;
        synchronized (this) {
            polls = held.onePerPoll();
        }
        Map<BatchKey, Publication> verdicts = new LinkedHashMap<>();
        polls.forEach(poll -> verdicts.put(poll, gate.of(poll)));
        synchronized (this) {
            verdicts.forEach((poll, verdict) -> {
                if (verdict == Publication.PUBLISH) {
                    held.take(poll).forEach(this::release);
                } else if (verdict == Publication.DROP) {
                    held.take(poll).forEach(this::withdraw);
                }
            });
            notifyAll();
            return !held.isEmpty();
        }
    }

    private void release(StoredBatch batch) {
        for (BatchQueue queue : queues.values()) {
            if (batch.waitsFor(queue.bit())) {
                queue.released(batch);
            }
        }
    }

    private void withdraw(StoredBatch batch) {
        for (BatchQueue queue : queues.values()) {
            if (batch.waitsFor(queue.bit())) {
                queue.withdrawn(batch);
            }
        }
    }

    // ------------------------------------------------------------------ how it is set up

    /**
     * Follows the configuration: opens the journal, or moves what waits into another one.
     *
     * @param publishers all that are to get batches
     */
    synchronized void follow(StoreSettings next, Collection<String> publishers) {
        settings = next;
        named = List.copyOf(publishers);
        move();
        journal.limit(next.limits());
        if (journal instanceof FileJournal file) {
            file.setForceInterval(next.forceInterval());
        }
        if (keeper == null) {
            keeper = LoopThread.start("nephoscope-store", AFTER_FAILURE, this::keep, LoopThread.Listener.NONE);
        }
        changed = true;
        notifyAll();
    }

    /** Has the journal where it is to be. */
    private void move() {
        Optional<Path> wanted = settings.place(named);
        if (wanted.equals(place)) {
            denied = "";
            return;
        }
        Journal before = journal;
        List<StoredBatch> waiting = stored.all();
        try {
            journal = wanted.isEmpty() ? new MemoryJournal(settings.limits()) : open(wanted.get());
            denied = "";
        } catch (JournalInUseException e) {
            deny(String.valueOf(e.getMessage()));
            return;
        }
        place = wanted;
        cursors = wanted.map(CursorFile::new).map(SavedCursors::new).orElse(null);
        append(waiting, before);
        before.close();
        queues.values().forEach(BatchQueue::rewind);
        // Positions that are given now must not look as if they were delivered: cursors may count on beyond the end of
        // a journal whose last batches were not safe.
        saveCursors(SavedCursors::saveForGood);
    }

    /** The keeper tries again. */
    private void deny(String why) {
        if (!why.equals(denied)) {
            LOG.warn("Samples are kept in memory alone: {}", why);
        }
        denied = why;
    }

    /** Takes the batches of an earlier life for those that have not confirmed them, also such as are named no more. */
    private Journal open(Path folder) throws JournalInUseException {
        Map<String, Cursor> done = new CursorFile(folder).read();
        Collection<String> readers = done.isEmpty() ? named : done.keySet();
        readers.forEach(this::queue);
        return FileJournal.open(folder, settings.limits(), settings.forceInterval(), (position, batch) -> {
            long waiting = 0;
            for (String reader : readers) {
                Cursor cursor = done.get(reader);
                if (batch.isFor(reader) && (cursor == null || !cursor.isDone(position))) {
                    waiting |= queue(reader).bit();
                }
            }
            if (waiting != 0) {
                StoredBatch kept = new StoredBatch(position, stored.key(key(batch)), waiting);
                if (batch.shared()) {
                    // Whether it may go is asked later: whom to ask may be known only then.
                    held.add(kept, true);
                }
                add(kept);
            }
        });
    }

    /** Appends what waited in the journal before to the one now. */
    private void append(List<StoredBatch> waiting, Journal before) {
        waiting.forEach(stored::remove);
        try (JournalReader reader = before.reader(before.first())) {
            JournalReader.Entry entry = reader.next();
            for (StoredBatch batch : waiting) {
                while (entry != null && entry.position() < batch.position()) {
                    entry = reader.next();
                }
                long position = entry == null || entry.position() > batch.position()
                        ? Journal.NO_ROOM
                        : journal.append(entry.batch());
                batch.moveTo(position == Journal.NO_ROOM ? journal.end() : position);
                stored.add(batch);
                if (position == Journal.NO_ROOM) {
                    drop(batch);
                }
            }
        }
    }

    /** The queue of a publisher; opened if it is new. */
    synchronized BatchQueue queue(String publisher) {
        return queues.computeIfAbsent(publisher, name -> {
            long used = 0;
            for (BatchQueue queue : queues.values()) {
                used |= queue.bit();
            }
            long bit = Long.lowestOneBit(~used);
            if (bit == 0) {
                throw new IllegalStateException("more than " + MOST_PUBLISHERS + " publishers are configured");
            }
            return new BatchQueue(name, bit, this, afterRefusal);
        });
    }

    /** All for whom something may wait, also such as the configuration names no more. */
    synchronized List<BatchQueue> queues() {
        return List.copyOf(queues.values());
    }

    /** A reader that begins at a position. Called with the store's lock held. */
    JournalReader reader(long from) {
        return journal.reader(from);
    }

    /** A reader that begins at what comes next. Called with the store's lock held. */
    JournalReader liveReader() {
        return journal.reader(journal.end());
    }

    /** Whether a publisher gets what was polled just now before what has waited. */
    boolean isLiveFirst(String publisher) {
        return settings.liveFirst().contains(publisher);
    }

    /** The bound, for the operator. */
    String bound() {
        long bytes = place.isPresent()
                ? settings.limits().bytes()
                : settings.limits().memory();
        return bytes / (1 << 20) > 0 ? bytes / (1 << 20) + " MiB" : bytes + " bytes";
    }

    /** Gives up what waits for a publisher that is configured no more. Returns how many samples that were. */
    synchronized long leave(BatchQueue queue) {
        long samples = 0;
        for (StoredBatch batch : stored.all()) {
            if (batch.waitsFor(queue.bit())) {
                samples += batch.samples();
                finish(batch, queue.bit(), BatchEnd.GIVEN_UP);
            }
        }
        queue.leave();
        queues.remove(queue.publisher(), queue);
        changed = true;
        return samples;
    }

    // ------------------------------------------------------------------ what the keeper does

    private void keep() throws InterruptedException {
        Journal kept;
        long done;
        synchronized (this) {
            if (!changed) {
                TimeUnit.MILLISECONDS.timedWait(this, IDLE_MILLIS);
            }
            changed = false;
            if (!denied.isEmpty()) {
                move();
            }
            dropOld();
            kept = journal;
            done = stored.first(journal.end());
        }
        kept.release(done);
        saveCursors(SavedCursors::save);
        tellOfRoom();
        TimeUnit.MILLISECONDS.sleep(KEEPING_PAUSE_MILLIS);
    }

    private void dropOld() {
        if (settings.age().isZero()) {
            return;
        }
        Instant tooOld = clock.instant().minus(settings.age());
        stored.dueBefore(tooOld).forEach(this::drop);
    }

    private void saveCursors(BiConsumer<SavedCursors, Map<String, Cursor>> how) {
        Map<String, Cursor> all = new LinkedHashMap<>();
        SavedCursors file;
        synchronized (this) {
            file = cursors;
            queues.forEach((name, queue) -> all.put(name, queue.cursor()));
        }
        if (file != null) {
            how.accept(file, all);
        }
    }

    private synchronized void tellOfRoom() {
        if (refused > 0 && journal.hasRoom()) {
            LOG.info("The store of samples has room again, so polling goes on; {} samples found none", refused);
            refused = 0;
        }
    }

    /** Writes down what is done, makes the rest safe, and ends. */
    void close() {
        LoopThread running;
        synchronized (this) {
            running = keeper;
            keeper = null;
        }
        if (running != null) {
            running.close();
            join(running);
        }
        saveCursors(SavedCursors::saveForGood);
        Journal last;
        synchronized (this) {
            last = journal;
        }
        last.close();
    }

    private static void join(LoopThread running) {
        try {
            boolean unused = running.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ------------------------------------------------------------------ what is told of it

    /** Whether what is not delivered now is sent after the next start. */
    synchronized boolean isLasting() {
        return place.isPresent() && journal.status().trouble().isEmpty();
    }

    /** Waits until all that was accepted is safe, or cannot be made so now. */
    void force() throws InterruptedException {
        Journal current;
        synchronized (this) {
            current = journal;
        }
        current.force();
    }

    /** How the journal stands. */
    synchronized Stream<HealthReport> health() {
        String unsaved = cursors == null ? "" : cursors.trouble();
        return new JournalHealth(place, denied, unsaved, journal.status(), stored.size(), bound()).reports(isPaused());
    }

    private boolean isPaused() {
        return settings.full() == WhenFull.PAUSE_POLLING && !journal.hasRoom();
    }
}
