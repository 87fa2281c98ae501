package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads groups that need guests' monitors. Readings take turns: two at once would find each other's guests
 * busy. Thread-safe.
 */
final class MonitorReader {

    /** A reading that found somebody stuck is repeated for the others at most so many times. */
    private static final int MOST_ROUNDS = 8;
    /** When rows that lack values are asked for again, in milliseconds: a guest is seldom held for longer. */
    private static final List<Long> RETRY_DELAYS = List.of(20L, 60L, 180L);

    private final MonitorCalls calls;
    private final HangDetector hangs;
    private final MonitorLimits limits;
    private final Map<Set<StatsGroup>, AdaptiveTimeout> timeouts = new ConcurrentHashMap<>();
    private final ReentrantLock turn = new ReentrantLock(true);
    /** Those that gave no answer when they were last asked, and perhaps would block whoever asks. */
    private final Set<DomainRef> unanswered = ConcurrentHashMap.newKeySet();
    /** Those whose rows lack values though nobody holds the guest: asking again gives no more. */
    private final Set<DomainRef> incomplete = ConcurrentHashMap.newKeySet();

    MonitorReader(MonitorCalls calls, HangDetector hangs, MonitorLimits limits) {
        this.calls = calls;
        this.hangs = hangs;
        this.limits = limits;
    }

    /**
     * Reads what can be had.
     *
     * @param within how long the reading may take at most
     */
    PartialResults read(Set<StatsGroup> groups, List<DomainRef> domains, Duration within)
            throws HypervisorException, InterruptedException {
        PartialResults answers = new PartialResults();
        Reading reading = new Reading(groups, answers, System.nanoTime() + within.toNanos());
        Duration soft = shorter(reading.timeout().deadline(), within.dividedBy(2));
        if (!turn.tryLock(soft.toNanos(), TimeUnit.NANOSECONDS)) {
            return answers;
        }
        try {
            List<DomainRef> able = askable(domains);
            List<List<DomainRef>> rest = reading.first(able, soft);
            for (int round = 1; round < MOST_ROUNDS && !rest.isEmpty() && !reading.isOver(); round++) {
                rest = reading.again(Partitions.finer(rest));
            }
            reading.retryIncomplete();
            unanswered.clear();
            unanswered.addAll(answers.without(domains));
            unanswered.removeIf(hangs::isUnresponsive);
        } finally {
            turn.unlock();
        }
        return answers;
    }

    /** How many guests are not asked because too many calls are stuck. */
    int leftOut() {
        return isTight() ? unanswered.size() : 0;
    }

    /** Near the bound those are left out that may take the last place. */
    private List<DomainRef> askable(List<DomainRef> domains) {
        incomplete.retainAll(new HashSet<>(domains));
        return isTight()
                ? domains.stream()
                        .filter(domain -> !unanswered.contains(domain))
                        .toList()
                : domains;
    }

    private boolean isTight() {
        return calls.stuck() >= limits.stuck() - 1;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** One reading, while it has its turn. */
    private final class Reading {

        private final Set<StatsGroup> groups;
        private final PartialResults answers;
        private final long end;

        Reading(Set<StatsGroup> groups, PartialResults answers, long end) {
            this.groups = groups;
            this.answers = answers;
            this.end = end;
        }

        AdaptiveTimeout timeout() {
            return timeouts.computeIfAbsent(groups, any -> new AdaptiveTimeout(limits));
        }

        boolean isOver() {
            return System.nanoTime() - end >= 0;
        }

        List<List<DomainRef>> first(List<DomainRef> domains, Duration soft)
                throws HypervisorException, InterruptedException {
            List<List<DomainRef>> parts = Partitions.among(domains, limits.parallel());
            long start = System.nanoTime();
            List<List<DomainRef>> rest = attempt(0, soft).ask(parts);
            if (rest.isEmpty() && !parts.isEmpty()) {
                timeout()
                        .took(
                                Duration.ofNanos(System.nanoTime() - start),
                                parts.get(0).size());
            }
            return rest;
        }

        List<List<DomainRef>> again(Collection<List<DomainRef>> parts)
                throws HypervisorException, InterruptedException {
            int largest = parts.stream().mapToInt(List::size).max().orElse(1);
            return attempt(1, timeout().deadline(largest)).ask(parts);
        }

        private ParallelRead attempt(int keepFree, Duration time) {
            ParallelRead.Terms terms = new ParallelRead.Terms(limits.parallel(), keepFree, time, end);
            return new ParallelRead(
                    calls, hangs, (transport, domains) -> transport.stats(groups, domains), terms, answers);
        }

        /** Somebody else may hold a guest for a moment. */
        void retryIncomplete() throws HypervisorException, InterruptedException {
            RowCompleteness completeness = new RowCompleteness(groups);
            List<DomainRef> lacking = lacking(completeness);
            for (long pause : RETRY_DELAYS) {
                if (lacking.isEmpty() || System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) - end >= 0) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(pause);
                again(Partitions.among(lacking, limits.parallel()));
                lacking = lacking(completeness);
            }
            incomplete.addAll(idle(lacking));
        }

        private List<DomainRef> lacking(RowCompleteness completeness) {
            return answers.where(row -> completeness.lacks(row)
                    && !hangs.isUnresponsive(row.domain())
                    && !incomplete.contains(row.domain()));
        }

        /** Those of these that nobody holds. */
        private List<DomainRef> idle(List<DomainRef> lacking) throws HypervisorException {
            List<DomainRef> idle = new ArrayList<>();
            for (DomainRef domain : lacking) {
                if (hangs.isIdle(domain)) {
                    idle.add(domain);
                }
            }
            return idle;
        }
    }
}
