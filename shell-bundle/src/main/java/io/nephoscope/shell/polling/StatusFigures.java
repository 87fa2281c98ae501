package io.nephoscope.shell.polling;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.DiscoveryDTO;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.api.runtime.dto.PublisherDTO;
import io.nephoscope.api.runtime.dto.TaskDTO;
import io.nephoscope.shell.text.Times;
import io.nephoscope.shell.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The agent's state in a few lines per subject. */
final class StatusFigures {

    private static final int MOST_FAILING = 5;

    private StatusFigures() {}

    /** The lines by their labels, in the order of the screen. */
    static Map<String, List<String>> of(AgentDTO state, Instant now) {
        Map<String, List<String>> figures = new LinkedHashMap<>();
        figures.put("agent", List.of(agent(state, now)));
        figures.put("polling", List.of(polling(state, now)));
        figures.put("cycles", List.of(cycles(state, now)));
        figures.put("pollsters", List.of(pollsters(state)));
        figures.put("last polls", List.of(lastPolls(state)));
        List<String> failing = failing(state, now);
        if (!failing.isEmpty()) {
            figures.put("failing", failing);
        }
        figures.put("complete", List.of(SlotFigures.summary(state.completeness)));
        figures.put("publishers", publishers(state));
        figures.put("blacklist", List.of(blacklist(state)));
        return figures;
    }

    private static String agent(AgentDTO state, Instant now) {
        return "version " + state.version + ", started " + Times.ago(state.startedAt, now) + ", namespaces "
                + String.join(" ", state.namespaces);
    }

    private static String polling(AgentDTO state, Instant now) {
        if (state.pollingFile.file.isEmpty()) {
            return "no file";
        }
        long age = Math.max(0, now.toEpochMilli() - state.pollingFile.inForceSince);
        String force = state.pollingFile.inForceSince == 0 ? "not in force" : "in force for " + Times.span(age);
        return state.pollingFile.file + ", sources: " + state.sources.size() + ", " + force;
    }

    private static String cycles(AgentDTO state, Instant now) {
        long done = state.tasks.stream().mapToLong(task -> task.cycles).sum();
        long overruns = state.tasks.stream().mapToLong(task -> task.overruns).sum();
        String next = state.tasks.stream()
                .map((TaskDTO task) -> task.nextDueAt)
                .min(Long::compare)
                .map(due -> "next " + Times.in(due, now))
                .orElse("none is scheduled");
        return "done: " + done + ", too long: " + overruns + ", " + next;
    }

    private static String lastPolls(AgentDTO state) {
        long samples = state.pollsters.stream()
                .mapToLong(pollster -> pollster.last.samples)
                .sum();
        return "samples: " + samples;
    }

    /** What fails, since when and how often, those first that have failed longest. */
    private static List<String> failing(AgentDTO state, Instant now) {
        List<String> lines = Stream.concat(
                        state.discoveries.stream()
                                .filter(discovery -> discovery.failingSince > 0 || discovery.hung)
                                .sorted(comparingLong((DiscoveryDTO discovery) -> discovery.failingSince))
                                .map(discovery -> "discovery " + discovery.name + ": "
                                        + Times.failing(discovery.failingSince, discovery.failuresInARow, now)
                                        + reason(discovery.hung ? "it hangs" : discovery.lastError)),
                        state.pollsters.stream()
                                .filter(PollstersCommand::failing)
                                .sorted(comparingLong((PollsterDTO pollster) -> pollster.failingSince))
                                .map(pollster -> pollster.name + ": " + failing(pollster, now)))
                .toList();
        if (lines.size() <= MOST_FAILING) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, MOST_FAILING));
        shown.add("and " + (lines.size() - MOST_FAILING) + " more; pollsters --failing lists them");
        return shown;
    }

    private static String failing(PollsterDTO pollster, Instant now) {
        String reason = pollster.reason.isEmpty() ? pollster.last.error : pollster.reason;
        return Times.failing(pollster.failingSince, pollster.failuresInARow, now) + reason(reason);
    }

    private static String reason(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String publisher(PublisherDTO publisher) {
        return publisher.name + " " + Words.word(publisher.state) + " (" + publisher.queued + " queued, "
                + publisher.inFlight + " in flight, " + publisher.confirmed + " confirmed, " + publisher.dropped
                + " dropped)";
    }

    private static String pollsters(AgentDTO state) {
        Map<String, Long> counts = state.pollsters.stream()
                .collect(groupingBy((PollsterDTO pollster) -> Words.word(pollster.state), TreeMap::new, counting()));
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(joining(", "));
    }

    private static List<String> publishers(AgentDTO state) {
        return state.publishers.isEmpty()
                ? List.of("none")
                : state.publishers.stream().map(StatusFigures::publisher).toList();
    }

    private static String blacklist(AgentDTO state) {
        return state.blacklist.isEmpty() ? "empty" : "resources: " + state.blacklist.size();
    }
}
