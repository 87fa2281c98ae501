package io.nephoscope.core.runtime;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.api.runtime.dto.PublisherDTO;
import io.nephoscope.api.runtime.dto.SourceDTO;
import io.nephoscope.api.runtime.dto.TaskDTO;
import io.nephoscope.core.source.DiscoveryUrl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a snapshot says about the agent's health. */
public final class Health {

    private static final int EXAMPLES = 3;

    private final AgentDTO agent;

    public Health(AgentDTO agent) {
        this.agent = agent;
    }

    /** Sources, pollsters and publishers that do not work as configured. */
    public Stream<HealthReport> reports() {
        return Stream.of(
                        agent.sources.stream().flatMap(this::source),
                        agent.tasks.stream().flatMap(Health::hung),
                        failing(),
                        publishers())
                .flatMap(reports -> reports);
    }

    private Stream<HealthReport> source(SourceDTO source) {
        String subject = "source " + source.name;
        if (agent.pollsters.isEmpty()) {
            return Stream.of(HealthReport.waiting(
                    subject,
                    "there are no pollsters to select from",
                    "mend what else is reported here, or deploy a plugin; polling starts by itself"));
        }
        if (source.pollsters.isEmpty()) {
            return Stream.of(HealthReport.waiting(
                    subject,
                    "its meters select none of the " + agent.pollsters.size() + " pollsters",
                    "check its meters against the command pollsters"));
        }
        Set<String> known =
                agent.discoveries.stream().map(discovery -> discovery.name).collect(Collectors.toSet());
        return source.discovery.stream()
                .filter(url -> !known.contains(DiscoveryUrl.parse(url).name()))
                .map(url -> HealthReport.waiting(
                        subject, "there is no discovery " + url, "deploy a bundle that offers it, or mend the name"));
    }

    private static Stream<HealthReport> hung(TaskDTO task) {
        return task.hung.stream()
                .map(pollster -> HealthReport.failed(
                        pollster.startsWith("discovery ") ? pollster : "pollster " + pollster,
                        "its call of interval " + task.intervalSeconds + " s was abandoned and has not returned yet",
                        "see what it waits for; it is not polled before it returns"));
    }

    /** One report per reason: what is down is usually down for many. */
    private Stream<HealthReport> failing() {
        Map<String, List<PollsterDTO>> groups = agent.pollsters.stream()
                .filter(pollster -> !reason(pollster).isEmpty())
                .collect(groupingBy(Health::reason, TreeMap::new, toList()));
        return groups.entrySet().stream().map(group -> failing(group.getKey(), group.getValue()));
    }

    /** A pollster that reads some of its resources is no case for the operator yet. */
    private static HealthReport failing(String reason, List<PollsterDTO> pollsters) {
        String subject =
                subject(pollsters.stream().map(pollster -> pollster.name).toList());
        if (pollsters.stream().allMatch(pollster -> pollster.last.samples > 0)) {
            return HealthReport.waiting(
                    subject, "not all is read: " + reason, "mend what it names; it is tried again in each cycle");
        }
        long times = pollsters.stream()
                .mapToLong(pollster -> pollster.failuresInARow)
                .max()
                .orElse(0);
        HealthReport report = HealthReport.failed(
                subject,
                reason + (times > 1 ? ", " + times + " times in a row" : ""),
                "mend what it names; it is tried again in each cycle");
        return pollsters.stream().mapToLong(pollster -> pollster.failingSince).filter(since -> since > 0).min().stream()
                .mapToObj(since -> report.since(Instant.ofEpochMilli(since)))
                .findFirst()
                .orElse(report);
    }

    private static String reason(PollsterDTO pollster) {
        return switch (pollster.state) {
            case FAILED -> pollster.reason;
            case ACTIVE -> pollster.last.error;
            default -> "";
        };
    }

    private static String subject(List<String> names) {
        String examples = names.stream().limit(EXAMPLES).collect(Collectors.joining(", "));
        int more = names.size() - EXAMPLES;
        return (names.size() == 1 ? "pollster " : "pollsters ") + examples + (more > 0 ? " and " + more + " more" : "");
    }

    private Stream<HealthReport> publishers() {
        if (agent.publishers.isEmpty()) {
            return Stream.of(HealthReport.failed(
                    "publishers",
                    "none is configured, so samples are thrown away",
                    "name some in etc/io.nephoscope.core.cfg, key publishers"));
        }
        return agent.publishers.stream().flatMap(Health::publisher);
    }

    private static Stream<HealthReport> publisher(PublisherDTO publisher) {
        String subject = "publisher " + publisher.name;
        return switch (publisher.state) {
            case MISSING ->
                Stream.of(HealthReport.failed(
                        subject,
                        "no bundle offers it; " + publisher.queued + " samples wait",
                        "deploy its bundle, or take it out of etc/io.nephoscope.core.cfg, key publishers"));
            case FAILED ->
                Stream.of(
                        HealthReport.failed(subject, publisher.detail, "mend what it names; samples wait until then"));
            case HUNG ->
                Stream.of(HealthReport.failed(
                        subject,
                        publisher.detail,
                        "see in a thread dump what it waits for; mend or remove its bundle, and restart the agent"));
            default -> Stream.empty();
        };
    }
}
