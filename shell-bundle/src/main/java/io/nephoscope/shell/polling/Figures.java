package io.nephoscope.shell.polling;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.api.runtime.dto.PublisherDTO;
import io.nephoscope.api.runtime.dto.TaskDTO;
import io.nephoscope.shell.text.Times;
import io.nephoscope.shell.text.Words;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The agent's state in a line per subject. */
final class Figures {

    private Figures() {}

    /** The lines by their labels, in the order of the screen. */
    static Map<String, String> of(AgentDTO state, Instant now) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("agent", agent(state, now));
        figures.put("polling", polling(state, now));
        figures.put("cycles", cycles(state, now));
        figures.put("pollsters", pollsters(state));
        figures.put("last polls", lastPolls(state));
        figures.put("publishers", publishers(state));
        figures.put("blacklist", blacklist(state));
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
        String failing = state.pollsters.stream()
                .filter(Pollsters::failing)
                .map((PollsterDTO pollster) -> pollster.name)
                .collect(joining(", "));
        return "samples: " + samples + (failing.isEmpty() ? "" : "; failing: " + failing);
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

    private static String publishers(AgentDTO state) {
        return state.publishers.isEmpty()
                ? "none"
                : state.publishers.stream().map(Figures::publisher).collect(joining("; "));
    }

    private static String blacklist(AgentDTO state) {
        return state.blacklist.isEmpty() ? "empty" : "resources: " + state.blacklist.size();
    }
}
