package io.nephoscope.core.cycle;

import static java.util.stream.Collectors.groupingBy;

import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One cycle: workers share its chains, in random order. It begins with one, for most chains wait for the same
 * reading and take no time then; while it lasts, others come to help. A worker that hangs is replaced.
 */
final class RunningCycle {

    /** How long a cycle lasts before one more worker helps. */
    static final Duration PATIENCE = Duration.ofMillis(250);

    private final Frame frame;
    private final Runnable whenDone;
    private final Queue<Chain> waiting;
    private final AtomicInteger left;
    private volatile Timer.@Nullable Alarm help;

    RunningCycle(Collection<Assignment> assignments, Frame frame, Runnable whenDone) {
        this.frame = frame;
        this.whenDone = whenDone;
        List<Chain> chains =
                new ArrayList<>(assignments.stream().collect(groupingBy(Assignment::pollster)).values().stream()
                        .map(Chain::new)
                        .toList());
        Collections.shuffle(chains);
        this.waiting = new ConcurrentLinkedQueue<>(chains);
        this.left = new AtomicInteger(chains.size());
    }

    void start() {
        addWorker(1);
    }

    private void addWorker(int count) {
        if (count < frame.settings().threads()) {
            help = frame.services().timer().after(PATIENCE, () -> help(count + 1));
        }
        frame.services().workers().execute(this::work);
    }

    private void help(int count) {
        if (!waiting.isEmpty()) {
            addWorker(count);
        }
    }

    private void work() {
        for (Chain chain = waiting.poll(); chain != null; chain = waiting.poll()) {
            if (!run(chain)) {
                return;
            }
        }
    }

    private boolean run(Chain chain) {
        boolean inTime = true;
        try {
            inTime = chain.run(frame, this::replaceWorker);
        } finally {
            if (inTime) {
                countDown();
            }
        }
        return inTime;
    }

    private void replaceWorker() {
        if (!waiting.isEmpty()) {
            frame.services().workers().execute(this::work);
        }
        countDown();
    }

    private void countDown() {
        if (left.decrementAndGet() == 0) {
            Timer.Alarm needless = help;
            if (needless != null) {
                needless.cancel();
            }
            whenDone.run();
        }
    }
}
