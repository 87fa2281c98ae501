package io.nephoscope.core.partition;

import io.nephoscope.core.publish.BatchKey;
import io.nephoscope.core.publish.HeldSamples;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.schedule.Sharing;
import io.nephoscope.core.schedule.SlotLedger;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the partitioner which due times of which series are done, once their samples are safe, and lets batches go as soon
 * as it says so. A slot that was cancelled leaves its due time open: whoever takes over is to poll it.
 */
public final class PartitionProgress implements SlotLedger {

    private static final Backoff AFTER_FAILURE = Backoff.exact(Duration.ofSeconds(1), Duration.ofSeconds(10));

    /** How long batches are held at most after they may go. */
    private static final long LOOK_MILLIS = 50;

    private final Sharing sharing;
    private final Conclusions conclusions;
    private final HeldSamples store;

    // Guarded by this.
    private final Map<Due, Open> open = new HashMap<>();
    private List<Due> done = new ArrayList<>();
    private boolean look;
    private @Nullable LoopThread thread;

    /** Who is told. */
    @FunctionalInterface
    interface Conclusions {

        void concluded(AssignmentName name, Instant due);
    }

    /** A due time of a series. */
    private record Due(AssignmentName name, Instant time) {}

    /** Slots of one due time that have not ended, and whether all that have were polled as far as it goes. */
    private record Open(long slots, boolean whole) {}

    public PartitionProgress(PartitionerSharing partitioning, HeldSamples store) {
        this(partitioning, partitioning::concluded, store);
    }

    PartitionProgress(Sharing sharing, Conclusions conclusions, HeldSamples store) {
        this.sharing = sharing;
        this.conclusions = conclusions;
        this.store = store;
    }

    /** Begins to look at what is held. */
    public synchronized void start() {
        thread = LoopThread.start("nephoscope-partition", AFTER_FAILURE, this::round, LoopThread.Listener.NONE);
    }

    /** Tells no more. */
    public void stop() {
        LoopThread running;
        synchronized (this) {
            running = thread;
            thread = null;
        }
        if (running != null) {
            running.close();
        }
    }

    /** Looks at once whether what is held may go. */
    public synchronized void look() {
        look = true;
        notifyAll();
    }

    // ------------------------------------------------------------------ what slots tell

    @Override
    public void due(Assignment assignment, Instant due, long slots) {
        if (sharing.share().isEmpty() || !sharing.concerns(assignment)) {
            return;
        }
        synchronized (this) {
            open.merge(
                    new Due(assignment.name(), BatchKey.sharedDue(due)),
                    new Open(slots, true),
                    (known, more) -> new Open(known.slots() + more.slots(), known.whole()));
        }
    }

    /** A due time of its own is not missed: the next one that is done covers it. */
    @Override
    public void missed(Assignment assignment, Instant due, long slots) {
        // There is nothing to tell.
    }

    @Override
    public synchronized void concluded(Assignment assignment, Instant due, Outcome outcome) {
        Due key = new Due(assignment.name(), BatchKey.sharedDue(due));
        Open known = open.remove(key);
        if (known == null) {
            return;
        }
        Open left = new Open(known.slots() - 1, known.whole() && !(outcome instanceof Outcome.Cancelled));
        if (left.slots() > 0) {
            open.put(key, left);
        } else if (left.whole()) {
            done.add(key);
            notifyAll();
        }
    }

    // ------------------------------------------------------------------ what the thread does

    private void round() throws InterruptedException {
        List<Due> told = take();
        if (!told.isEmpty()) {
            store.force();
            told.forEach(due -> conclusions.concluded(due.name(), due.time()));
        }
        boolean held = store.review();
        synchronized (this) {
            if (held && done.isEmpty()) {
                TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
                look = true;
            }
        }
    }

    private synchronized List<Due> take() throws InterruptedException {
        while (done.isEmpty() && !look) {
            wait();
        }
        look = false;
        List<Due> taken = done;
        done = new ArrayList<>();
        return taken;
    }
}
