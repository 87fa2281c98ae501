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
    /** When rows with holes are asked for again, in milliseconds: a guest is seldom held for longer. */
    private static final List<Long> PAUSES = List.of(20L, 60L, 180L);

    private final Calls calls;
    private final Patrol patrol;
    private final Limits limits;
    private final Map<Set<StatsGroup>, Rhythm> rhythms = new ConcurrentHashMap<>();
    private final ReentrantLock turn = new ReentrantLock(true);
    /** Those that had no answer when they were last asked, and perhaps would block whoever asks. */
    private final Set<DomainRef> doubtful = ConcurrentHashMap.newKeySet();
    /** Those whose rows have holes by nature. */
    private final Set<DomainRef> hollow = ConcurrentHashMap.newKeySet();

    MonitorReader(Calls calls, Patrol patrol, Limits limits) {
        this.calls = calls;
        this.patrol = patrol;
        this.limits = limits;
    }

    /**
     * Reads what can be had.
     *
     * @param within how long the reading may take at most
     */
    Answers read(Set<StatsGroup> groups, List<DomainRef> domains, Duration within)
            throws HypervisorException, InterruptedException {
        Answers answers = new Answers();
        Reading reading = new Reading(groups, answers, System.nanoTime() + within.toNanos());
        Duration soft = shorter(reading.rhythm().deadline(), within.dividedBy(2));
        if (!turn.tryLock(soft.toNanos(), TimeUnit.NANOSECONDS)) {
            return answers;
        }
        try {
            List<DomainRef> able = able(domains);
            List<List<DomainRef>> rest = reading.first(able, soft);
            for (int round = 1; round < MOST_ROUNDS && !rest.isEmpty() && !reading.isOver(); round++) {
                rest = reading.again(Split.finer(rest));
            }
            reading.fillHoles();
            doubtful.clear();
            doubtful.addAll(answers.without(domains));
            doubtful.removeIf(patrol.roll()::isSilent);
        } finally {
            turn.unlock();
        }
        return answers;
    }

    /** How many guests are not asked because too many calls are stuck. */
    int leftOut() {
        return isTight() ? doubtful.size() : 0;
    }

    /** Near the bound those are left out that may take the last place. */
    private List<DomainRef> able(List<DomainRef> domains) {
        hollow.retainAll(new HashSet<>(domains));
        return isTight()
                ? domains.stream().filter(domain -> !doubtful.contains(domain)).toList()
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
        private final Answers answers;
        private final long end;

        Reading(Set<StatsGroup> groups, Answers answers, long end) {
            this.groups = groups;
            this.answers = answers;
            this.end = end;
        }

        Rhythm rhythm() {
            return rhythms.computeIfAbsent(groups, any -> new Rhythm(limits));
        }

        boolean isOver() {
            return System.nanoTime() - end >= 0;
        }

        List<List<DomainRef>> first(List<DomainRef> domains, Duration soft)
                throws HypervisorException, InterruptedException {
            List<List<DomainRef>> parts = Split.among(domains, limits.parallel());
            long start = System.nanoTime();
            List<List<DomainRef>> rest = round(0, soft).ask(parts);
            if (rest.isEmpty() && !parts.isEmpty()) {
                rhythm().took(
                                Duration.ofNanos(System.nanoTime() - start),
                                parts.get(0).size());
            }
            return rest;
        }

        List<List<DomainRef>> again(Collection<List<DomainRef>> parts)
                throws HypervisorException, InterruptedException {
            int largest = parts.stream().mapToInt(List::size).max().orElse(1);
            return round(1, rhythm().deadline(largest)).ask(parts);
        }

        private Round round(int keepFree, Duration time) {
            Round.Terms terms = new Round.Terms(limits.parallel(), keepFree, time, end);
            return new Round(calls, patrol, (transport, domains) -> transport.stats(groups, domains), terms, answers);
        }

        /** Somebody else may hold a guest for a moment. */
        void fillHoles() throws HypervisorException, InterruptedException {
            Completeness completeness = new Completeness(groups);
            List<DomainRef> lacking = lacking(completeness);
            for (long pause : PAUSES) {
                if (lacking.isEmpty() || System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) - end >= 0) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(pause);
                again(Split.among(lacking, limits.parallel()));
                lacking = lacking(completeness);
            }
            hollow.addAll(idle(lacking));
        }

        private List<DomainRef> lacking(Completeness completeness) {
            return answers.where(row ->
                    completeness.lacks(row) && !patrol.roll().isSilent(row.domain()) && !hollow.contains(row.domain()));
        }

        /** Those of these that nobody holds. */
        private List<DomainRef> idle(List<DomainRef> lacking) throws HypervisorException {
            List<DomainRef> idle = new ArrayList<>();
            for (DomainRef domain : lacking) {
                if (patrol.suspects().isIdle(domain)) {
                    idle.add(domain);
                }
            }
            return idle;
        }
    }
}
