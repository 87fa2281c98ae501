package io.nephoscope.core.runtime;

import static java.util.Comparator.comparing;

import io.nephoscope.api.runtime.dto.PollDTO;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.api.runtime.dto.PollsterState;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.support.text.Credentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows pollsters. */
final class PollsterView {

    private final Plan plan;
    private final Statistics statistics;
    private final Map<String, List<String>> sourcesByPollster;

    PollsterView(Plan plan, Statistics statistics) {
        this.plan = plan;
        this.statistics = statistics;
        this.sourcesByPollster = plan.sourcesByPollster();
    }

    List<PollsterDTO> all() {
        Stream<PollsterDTO> chosen =
                plan.world().pollsters().chosen().values().stream().map(this::chosen);
        Stream<PollsterDTO> others = plan.world().pollsters().others().stream()
                .map(other -> described(other.plugin(), other.state(), other.reason()));
        return Stream.concat(chosen, others)
                .sorted(comparing((PollsterDTO dto) -> dto.name).thenComparing(dto -> dto.state))
                .toList();
    }

    private PollsterDTO chosen(PollsterPlugin pollster) {
        List<String> sources = sourcesByPollster.getOrDefault(pollster.name(), List.of());
        Optional<String> failure = pollster.access().failure();
        PollsterState state = failure.isPresent()
                ? PollsterState.FAILED
                : sources.isEmpty() ? PollsterState.IDLE : PollsterState.ACTIVE;
        PollsterDTO dto = described(pollster, state, failure.orElse(""));
        dto.sources = sources;
        dto.slots = statistics.slotsOf(pollster);
        statistics.of(pollster).ifPresent(polls -> {
            dto.last = poll(polls);
            dto.polls = polls.polls();
            dto.samples = polls.samples();
            dto.refused = polls.refused();
            dto.failingSince = polls.failing().since().toEpochMilli();
            dto.failuresInARow = polls.failing().times();
        });
        return dto;
    }

    private static PollsterDTO described(PollsterPlugin pollster, PollsterState state, String reason) {
        PollsterDTO dto = new PollsterDTO();
        dto.name = pollster.name();
        dto.namespaces = pollster.namespaces().stream().sorted().toList();
        dto.discovery = pollster.discovery();
        dto.bundle = pollster.origin().bundle();
        dto.bundleVersion = pollster.origin().version();
        dto.state = state;
        dto.reason = reason;
        return dto;
    }

    private static PollDTO poll(Statistics.Polls polls) {
        Outcome.Tally tally = polls.last().tally();
        PollDTO dto = new PollDTO();
        dto.dueAt = polls.due().toEpochMilli();
        dto.startedAt = tally.startedAt().toEpochMilli();
        dto.durationMillis = tally.duration().toMillis();
        dto.outcome = polls.last().kind();
        dto.resources = tally.resources();
        dto.samples = tally.samples();
        dto.failures = tally.failures();
        dto.refused = tally.refused();
        dto.error = Credentials.cutFrom(polls.last().error());
        return dto;
    }
}
