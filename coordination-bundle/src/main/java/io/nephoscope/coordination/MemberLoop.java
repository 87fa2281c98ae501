package io.nephoscope.coordination;

import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotShare;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.coordination.PartitionMember;
import io.nephoscope.partition.coordination.Time;
import io.nephoscope.partition.record.MemberRecord;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that drives a member: it ticks once a second, and runs all that engines tell and the agent concludes.
 * After each round it shows what is known now to whoever asks, on any thread.
 */
final class MemberLoop implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);
    /** What is concluded meanwhile is written down together. */
    private static final Duration WRITES_APART = Duration.ofMillis(200);

    private static final Duration SAVES_APART = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_EVENTS = 1_000;
    private static final Backoff AFTER_FAILURES = Backoff.exact(Duration.ofMillis(100), Duration.ofSeconds(5));

    private static final Logger LOG = LoggerFactory.getLogger(MemberLoop.class);

    private final Surroundings surroundings;
    private final String backend;
    private final SharedPartitioner partitioner;
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final MoveHistory history;
    private final Optional<EngineLists> lists;
    private final MeasuredCosts costs;
    private final LoopThread thread;
    private volatile MemberSnapshot snapshot;

    // Of the thread alone.
    private final EngineLink link;
    private final PartitionMember member;
    private final SavedAgreement saved;
    private final NamesakeWatch namesakes;
    private final CoordinationListener listener = new Told();
    private final Due due = new Due();
    private @Nullable CoordinationEngine engine;
    private Instant linkSince;
    private boolean isReached;
    private boolean isReplaced;
    private boolean isOver;

    /**
     * What it needs of the agent.
     *
     * @param folder for its files
     * @param engine the engine that is to be used now, if it is there
     * @param polling a digest of what the agent is configured to poll
     * @param shareChanged called by its thread when the share is another; not to wait
     */
    record Surroundings(
            Path folder,
            Supplier<Optional<CoordinationEngine>> engine,
            Supplier<String> polling,
            Runnable shareChanged,
            Time time) {}

    /** When what is to be done next, by the monotonic clock. */
    private static final class Due {

        private long tick = System.nanoTime();
        private long write = System.nanoTime();
        private long save = System.nanoTime();

        long nanos(boolean isConcluded) {
            long next = isConcluded && write - tick < 0 ? write : tick;
            return Math.max(0, next - System.nanoTime());
        }
    }

    /** Hears of the engine, on the thread. */
    private final class Told implements CoordinationListener {

        @Override
        public void viewed(View view) {
            Present mine = view.members().get(snapshot.id());
            namesakes.viewed(mine == null ? null : mine.record(), System.nanoTime());
            reached(true);
            member.viewed(view);
        }

        @Override
        public void disconnected() {
            reached(false);
            member.disconnected();
        }
    }

    /** Starts a member of a group; remembers at once what was agreed when it ran last. */
    MemberLoop(
            CoordinationSettings settings,
            CoordinationTarget target,
            SharedPartitioner partitioner,
            Surroundings surroundings) {
        this.surroundings = surroundings;
        this.backend = target.scheme() + "://" + String.join(",", target.hosts());
        this.partitioner = partitioner;
        String process = UUID.randomUUID().toString();
        this.link = new EngineLink(target, events::add);
        this.namesakes = new NamesakeWatch(process);
        MemberRecord own = new MemberRecord(
                settings.member(), false, surroundings.polling().get(), process);
        this.member = new PartitionMember(own, settings.partition(), link, surroundings.time());
        this.saved = new SavedAgreement(surroundings.folder(), own.member().id());
        saved.assignment().ifPresent(agreed -> member.remember(agreed, saved.done()));
        this.linkSince = surroundings.time().now();
        this.history = new MoveHistory(member.assignment(), linkSince);
        this.snapshot = snapshot();
        show();
        member.start();
        MemberRecords records = new MemberRecords(events::add, link, partitioner, this::state);
        this.lists = settings.longestList().map(longest -> new EngineLists(records, surroundings.time(), longest));
        this.costs = new MeasuredCosts(records, this::state);
        partitioner.listsBy(lists);
        partitioner.measureBy(member.meter());
        partitioner.wakeBy(this::wake);
        this.thread = LoopThread.start("nephoscope-coordination", AFTER_FAILURES, this::step, LoopThread.Listener.NONE);
    }

    /** Has the thread look at once for what has changed. */
    void wake() {
        events.add(() -> {});
    }

    private void step() throws InterruptedException, LoopThread.FinishedException {
        Runnable event = events.poll(due.nanos(partitioner.isConcluded()), TimeUnit.NANOSECONDS);
        for (int i = 0; event != null && i < MOST_EVENTS; i++) {
            event.run();
            event = events.poll();
        }
        if (isOver) {
            throw new LoopThread.FinishedException();
        }
        followEngine();
        conclude();
        if (System.nanoTime() - due.tick >= 0) {
            due.tick = System.nanoTime() + TICK.toNanos();
            tick();
        }
        show();
    }

    private void followEngine() {
        CoordinationEngine wanted =
                isReplaced ? null : surroundings.engine().get().orElse(null);
        if (wanted != engine) {
            engine = wanted;
            if (wanted == null) {
                link.close(listener, isHandedOver());
            } else {
                link.open(wanted, listener);
            }
        }
    }

    private void conclude() {
        if (partitioner.isConcluded() && System.nanoTime() - due.write >= 0) {
            member.concluded(partitioner.fetchConcluded());
            due.write = System.nanoTime() + WRITES_APART.toNanos();
        }
    }

    private void tick() {
        member.tellPolling(surroundings.polling().get());
        member.tick();
        link.tick();
        if (!isReplaced && namesakes.isReplaced(System.nanoTime())) {
            isReplaced = true;
            LOG.error(
                    "Another agent runs as {}; this one polls nothing that is shared out until member is set.",
                    snapshot.id());
            link.close(listener, isHandedOver());
        }
        if (System.nanoTime() - due.save >= 0) {
            due.save = System.nanoTime() + SAVES_APART.toNanos();
            saved.keep(polled());
        }
    }

    /** What is written down; before that is known, what an earlier process had polled. */
    private Watermark polled() {
        return saved.done().max(member.done());
    }

    private boolean isHandedOver() {
        return member.record().leaving() && member.isHandedOver();
    }

    private void reached(boolean now) {
        if (now != isReached) {
            isReached = now;
            linkSince = surroundings.time().now();
            if (now) {
                LOG.info("Agent {} is connected to {}.", snapshot.id(), backend);
            } else if (engine == null) {
                LOG.info("Agent {} has no engine for {} any more.", snapshot.id(), backend);
            } else {
                LOG.warn("{} cannot be reached; agent {} goes on by what was agreed last.", backend, snapshot.id());
            }
        }
    }

    private void show() {
        SlotShare share =
                isReplaced ? new SlotShare(SlotAssignment.none(1), snapshot.id(), Watermark.NOTHING) : member.share();
        boolean changed = !(isReplaced && partitioner.share().generation() == 0)
                && partitioner.show(share, member.publications());
        if (history.follow(member.assignment(), surroundings.time().now())) {
            LOG.info(
                    "Generation {} of who polls what is agreed; agent {} takes part.",
                    member.assignment().generation(),
                    snapshot.id());
        }
        saved.keep(member.assignment());
        snapshot = snapshot();
        if (changed) {
            surroundings.shareChanged().run();
        }
    }

    private MemberSnapshot snapshot() {
        return new MemberSnapshot(
                member.assignment(),
                member.present(),
                member.record(),
                new MemberSnapshot.Link(
                        engine != null, isReached, linkSince, link.refusal(), member.problem(), isReplaced),
                !member.follows() && member.assignment().generation() > 0,
                isHandedOver(),
                member.unwritten());
    }

    // ------------------------------------------------------------------ for other threads

    MemberSnapshot state() {
        return snapshot;
    }

    MoveHistory history() {
        return history;
    }

    /** Lists that one agent makes for all, if that is wanted. */
    Optional<EngineLists> lists() {
        return lists;
    }

    /** What polling costs all members. */
    MeasuredCosts costs() {
        return costs;
    }

    /** Why something could not be kept for a start while the engine is away; empty if it was. */
    String notSaved() {
        return saved.failure();
    }

    void leave() {
        events.add(member::handOver);
    }

    void comeBack() {
        events.add(member::comeBack);
    }

    /** Lets go of an engine that is about to go, if it is in use; waits for that a little. */
    void release(CoordinationEngine going) {
        CountDownLatch released = new CountDownLatch(1);
        events.add(() -> {
            if (engine == going) {
                engine = null;
                link.close(listener, isHandedOver());
            }
            released.countDown();
        });
        try {
            boolean unused = released.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it: the member is left to its session, but for one that has handed over. */
    @Override
    public void close() {
        partitioner.wakeBy(() -> {});
        partitioner.listsBy(Optional.empty());
        events.add(() -> {
            isOver = true;
            conclude();
            saved.keep(polled());
            if (isHandedOver()) {
                member.leave();
            } else {
                member.abandon();
            }
        });
        try {
            boolean unused = thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.close();
    }
}
