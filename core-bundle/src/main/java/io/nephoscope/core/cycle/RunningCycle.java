package io.nephoscope.core.cycle;

import static java.util.stream.Collectors.groupingBy;

import io.nephoscope.core.schedule.Assignment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One cycle: a few workers share its chains, in random order, and are given back when none is left. A
 * worker that hangs is replaced.
 */
final class RunningCycle {

    private final Frame frame;
    private final Runnable whenDone;
    private final Queue<Chain> waiting;
    private final AtomicInteger left;

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
        int workers = Math.min(frame.settings().threads(), waiting.size());
        for (int i = 0; i < workers; i++) {
            frame.services().workers().execute(this::work);
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
            whenDone.run();
        }
    }
}
