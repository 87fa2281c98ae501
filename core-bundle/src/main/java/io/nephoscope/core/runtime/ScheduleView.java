package io.nephoscope.core.runtime;

import io.nephoscope.api.runtime.dto.BlacklistDTO;
import io.nephoscope.api.runtime.dto.SourceDTO;
import io.nephoscope.api.runtime.dto.TaskDTO;
import io.nephoscope.core.cycle.Blacklist;
import io.nephoscope.core.schedule.TaskState;
import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.Source;
import io.nephoscope.support.text.Credentials;
import java.time.Instant;
import java.util.List;

/** Shows sources, interval groups and the blacklist. */
final class ScheduleView {

    private ScheduleView() {}

    static SourceDTO source(Source source, List<String> pollsters, Statistics statistics) {
        SourceDTO dto = new SourceDTO();
        dto.name = source.name();
        dto.intervalSeconds = source.timing().interval().toSeconds();
        dto.timeoutSeconds = source.timing().timeout().toSeconds();
        dto.jitterSeconds = source.timing().jitter().toSeconds();
        dto.meters = source.meters().patterns();
        dto.resources = source.resources().stream().map(Credentials::cutFrom).toList();
        dto.discovery =
                source.discoveries().stream().map(DiscoveryUrl::toString).toList();
        dto.pollsters = pollsters;
        dto.slots = statistics.slotsOf(source.name());
        return dto;
    }

    static TaskDTO task(TaskState task, List<String> hung) {
        TaskDTO dto = new TaskDTO();
        dto.intervalSeconds = task.interval().toSeconds();
        dto.sources = task.assignments().stream()
                .map(assignment -> assignment.source().name())
                .distinct()
                .sorted()
                .toList();
        dto.assignments = task.assignments().size();
        dto.nextDueAt = task.nextDue().toEpochMilli();
        dto.lastStartedAt = millis(task.cycles().lastStarted());
        dto.lastDurationMillis = task.cycles().lastDuration().toMillis();
        dto.running = task.cycles().running();
        dto.cycles = task.cycles().count();
        dto.overruns = task.cycles().overruns();
        dto.hung = hung;
        return dto;
    }

    static BlacklistDTO blacklisted(Blacklist.Entry entry) {
        BlacklistDTO dto = new BlacklistDTO();
        dto.source = entry.assignment().source();
        dto.pollster = entry.assignment().pollster();
        dto.resource = Credentials.cutFrom(entry.resource());
        dto.reason = entry.reason();
        dto.since = entry.since().toEpochMilli();
        dto.retryAt = entry.retryAt().map(Instant::toEpochMilli).orElse(0L);
        dto.times = entry.times();
        return dto;
    }

    /** The epoch itself stands for never. */
    private static long millis(Instant instant) {
        return Math.max(0, instant.toEpochMilli());
    }
}
