package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Asks some parts of the domains, several side by side, and leaves those to themselves that get stuck. For one thread. */
final class ParallelRead {

    /**
     * How it is done.
     *
     * @param parallel how many calls at the same time
     * @param keepFree how many places for calls are left to others
     * @param time how long a call may take
     * @param end when the reading ends in any case; of {@link System#nanoTime()}
     */
    record Terms(int parallel, int keepFree, Duration time, long end) {}

    private final MonitorCalls calls;
    private final HangDetector hangs;
    private final MonitorCall.Question<StatsTable> question;
    private final Terms terms;

    private final Map<MonitorCall<StatsTable>, Duration> nextLook = new HashMap<>();
    private final BlockingQueue<MonitorCall<StatsTable>> ended = new LinkedBlockingQueue<>();
    private final PartialResults answers;
    private final List<List<DomainRef>> unanswered = new ArrayList<>();

    ParallelRead(
            MonitorCalls calls,
            HangDetector hangs,
            MonitorCall.Question<StatsTable> question,
            Terms terms,
            PartialResults answers) {
        this.calls = calls;
        this.hangs = hangs;
        this.question = question;
        this.terms = terms;
        this.answers = answers;
    }

    /** @return the parts that have not answered */
    List<List<DomainRef>> ask(Collection<List<DomainRef>> parts) throws HypervisorException, InterruptedException {
        Deque<List<DomainRef>> waiting = new ArrayDeque<>(parts);
        try {
            while (startSome(waiting)) {
                awaitOne();
                look();
            }
        } finally {
            nextLook.keySet().forEach(hangs::release);
        }
        unanswered.addAll(waiting);
        nextLook.keySet().forEach(call -> unanswered.add(call.domains()));
        return unanswered;
    }

    /** @return whether there is something to wait for */
    private boolean startSome(Deque<List<DomainRef>> waiting) throws HypervisorException, InterruptedException {
        while (!waiting.isEmpty() && nextLook.size() < terms.parallel() && !isOver()) {
            Optional<MonitorCall<StatsTable>> call = calls.start(waiting.peek(), question, terms.keepFree());
            if (call.isPresent()) {
                waiting.remove();
                nextLook.put(call.get(), terms.time());
                call.get().whenEnded(wasAnswered -> ended.add(call.get()));
            } else if (!nextLook.isEmpty() || !calls.awaitRoom(rest(), terms.keepFree())) {
                break;
            }
        }
        return !nextLook.isEmpty() && !isOver();
    }

    private void awaitOne() throws HypervisorException, InterruptedException {
        long wait = rest().toNanos();
        for (Map.Entry<MonitorCall<StatsTable>, Duration> entry : nextLook.entrySet()) {
            Duration left = entry.getValue().minus(entry.getKey().age());
            wait = Math.min(wait, Math.max(0, left.toNanos()));
        }
        MonitorCall<StatsTable> call = ended.poll(wait, TimeUnit.NANOSECONDS);
        while (call != null) {
            take(call);
            call = ended.poll();
        }
    }

    private void take(MonitorCall<StatsTable> call) throws HypervisorException {
        if (nextLook.remove(call) != null) {
            answers.add(call.domains(), call.result());
        }
    }

    /** Looks at those whose time is over. */
    private void look() throws HypervisorException {
        for (MonitorCall<StatsTable> call : List.copyOf(nextLook.keySet())) {
            if (call.age().compareTo(nextLook.getOrDefault(call, terms.time())) < 0) {
                continue;
            }
            if (hangs.abandonIfBlocked(call, terms.time())) {
                nextLook.remove(call);
                unanswered.add(call.domains());
            } else {
                nextLook.put(call, call.age().plus(terms.time().dividedBy(2)));
            }
        }
    }

    private boolean isOver() {
        return rest().isZero();
    }

    private Duration rest() {
        return Duration.ofNanos(Math.max(0, terms.end() - System.nanoTime()));
    }
}
