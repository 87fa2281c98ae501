package io.nephoscope.core.runtime;

import io.nephoscope.api.runtime.dto.OutcomeKind;
import io.nephoscope.api.runtime.dto.OutcomesDTO;
import io.nephoscope.core.cycle.CycleListener;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.schedule.SlotLedger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What plugins did since start, by their names and bundles: no plugin is kept for it. Counts of slots are kept
 * for each pollster, for each source, and for all together, where also those count that are gone by now.
 */
final class Statistics implements CycleListener, SlotLedger {

    private final Map<Who, Polls> polls = new ConcurrentHashMap<>();
    private final Map<Who, Calls> discoveries = new ConcurrentHashMap<>();
    private final Map<Who, OutcomeCounts> byPollster = new ConcurrentHashMap<>();
    private final Map<String, OutcomeCounts> bySource = new ConcurrentHashMap<>();
    private final OutcomeCounts all = new OutcomeCounts();

    /** Who did it. */
    record Who(String name, String bundle) {

        static Who of(PollsterPlugin pollster) {
            return new Who(pollster.name(), pollster.origin().bundle());
        }

        static Who of(DiscoveryPlugin discovery) {
            return new Who(discovery.name(), discovery.origin().bundle());
        }
    }

    /** Since when something fails, and how often in a row. */
    record Failing(Instant since, long times) {

        static final Failing NOT = new Failing(Instant.EPOCH, 0);

        Failing next(boolean failed, Instant at) {
            return failed ? new Failing(times == 0 ? at : since, times + 1) : NOT;
        }
    }

    /**
     * The polls of one pollster.
     *
     * @param due when the last one was
     * @param refused samples that were not taken, and such as came too late
     */
    record Polls(Instant due, Outcome last, long polls, long samples, long refused, Failing failing) {

        private static final Polls NONE = new Polls(Instant.EPOCH, new Outcome.Missed(), 0, 0, 0, Failing.NOT);

        private Polls plus(Instant newDue, Outcome outcome) {
            Outcome.Tally tally = outcome.tally();
            boolean failed = !outcome.error().isEmpty() && !(outcome instanceof Outcome.Polled);
            return new Polls(
                    newDue,
                    outcome,
                    polls + (tally.resources() > 0 ? 1 : 0),
                    samples + tally.samples(),
                    refused + tally.refused(),
                    failing.next(failed || (!outcome.error().isEmpty() && tally.samples() == 0), newDue));
        }

        private Polls late(long more) {
            return new Polls(due, last, polls, samples, refused + more, failing);
        }
    }

    /** The calls of one discovery. */
    record Calls(Discovered last, Failing failing) {}

    @Override
    public void due(Assignment assignment, Instant due, long slots) {
        byPollster(assignment).due(slots);
        bySource(assignment).due(slots);
        all.due(slots);
    }

    /** What says nothing about the pollster does not replace what its last poll said. */
    @Override
    public void concluded(Assignment assignment, Instant due, Outcome outcome) {
        byPollster(assignment).concluded(outcome.kind(), 1);
        bySource(assignment).concluded(outcome.kind(), 1);
        all.concluded(outcome.kind(), 1);
        if (outcome.tellsOfPollster()) {
            polls.compute(Who.of(assignment.pollster()), (who, before) -> (before == null ? Polls.NONE : before)
                    .plus(due, outcome));
        }
    }

    /** A process that was halted for a day may have missed very many. */
    @Override
    public void missed(Assignment assignment, Instant due, long slots) {
        due(assignment, due, slots);
        byPollster(assignment).concluded(OutcomeKind.MISSED, slots);
        bySource(assignment).concluded(OutcomeKind.MISSED, slots);
        all.concluded(OutcomeKind.MISSED, slots);
    }

    private OutcomeCounts byPollster(Assignment assignment) {
        return byPollster.computeIfAbsent(Who.of(assignment.pollster()), who -> new OutcomeCounts());
    }

    private OutcomeCounts bySource(Assignment assignment) {
        return bySource.computeIfAbsent(assignment.source().name(), name -> new OutcomeCounts());
    }

    @Override
    public void late(Assignment assignment, long samples) {
        polls.computeIfPresent(Who.of(assignment.pollster()), (who, before) -> before.late(samples));
    }

    @Override
    public void discovered(DiscoveryPlugin discovery, Discovered report) {
        discoveries.compute(Who.of(discovery), (who, before) -> {
            Failing failing = before == null ? Failing.NOT : before.failing();
            return new Calls(report, failing.next(!report.error().isEmpty(), report.startedAt()));
        });
    }

    Optional<Polls> of(PollsterPlugin pollster) {
        return Optional.ofNullable(polls.get(Who.of(pollster)));
    }

    Optional<Calls> of(DiscoveryPlugin discovery) {
        return Optional.ofNullable(discoveries.get(Who.of(discovery)));
    }

    OutcomesDTO slotsOf(PollsterPlugin pollster) {
        return dto(byPollster.get(Who.of(pollster)));
    }

    OutcomesDTO slotsOf(String source) {
        return dto(bySource.get(source));
    }

    OutcomesDTO slots() {
        return all.dto();
    }

    private static OutcomesDTO dto(@Nullable OutcomeCounts counts) {
        return counts == null ? new OutcomesDTO() : counts.dto();
    }

    /** Forgets plugins and sources that came and went, once they are many. */
    void bound(Set<Who> present, Set<String> sources, int limit) {
        if (polls.size() + discoveries.size() + byPollster.size() > limit) {
            polls.keySet().retainAll(present);
            discoveries.keySet().retainAll(present);
            byPollster.keySet().retainAll(present);
        }
        if (bySource.size() > limit) {
            bySource.keySet().retainAll(sources);
        }
    }
}
