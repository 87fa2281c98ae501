package io.nephoscope.core.runtime;

import static java.util.Comparator.comparing;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.BlacklistDTO;
import io.nephoscope.core.cycle.Blacklist;
import io.nephoscope.core.cycle.CycleRunner;
import io.nephoscope.core.cycle.RunningCalls;
import io.nephoscope.core.publish.QueueStatus;
import java.util.List;
import java.util.Map;

/** Copies the state of the engine. */
public final class Snapshot {

    private Snapshot() {}

    /** All but what the engine does not know: the agent's version and start, and the polling file. */
    public static AgentDTO of(Engine engine) {
        AgentDTO dto = withoutPublishers(engine);
        dto.publishers = engine.pipeline().status().stream()
                .sorted(comparing(QueueStatus::name))
                .map(PublisherView::publisher)
                .toList();
        return dto;
    }

    /** The same without calling any plugin. */
    public static AgentDTO withoutPublishers(Engine engine) {
        Plan plan = engine.plan();
        Blacklist blacklist = engine.services().memory().blacklist();
        RunningCalls calls = engine.services().memory().calls();
        Statistics statistics = engine.statistics();
        AgentDTO dto = new AgentDTO();
        dto.namespaces = plan.world().settings().namespaces().stream().sorted().toList();
        Map<String, List<String>> pollsters = plan.pollstersBySource();
        dto.sources = plan.world().sources().stream()
                .map(source ->
                        ScheduleView.source(source, pollsters.getOrDefault(source.name(), List.of()), statistics))
                .sorted(comparing(source -> source.name))
                .toList();
        dto.pollsters = new PollsterView(plan, statistics).all();
        dto.discoveries = DiscoveryView.all(plan, statistics, calls);
        dto.tasks = engine.timetable().tasks().stream()
                .map(task -> ScheduleView.task(task, calls.hung(CycleRunner.series(task.interval()))))
                .toList();
        dto.slots = statistics.slots();
        dto.completeness = engine.ledger().summary();
        dto.blacklist = blacklist
                .all()
                .map(ScheduleView::blacklisted)
                .sorted(comparing((BlacklistDTO entry) -> entry.source)
                        .thenComparing(entry -> entry.pollster)
                        .thenComparing(entry -> entry.resource))
                .toList();
        return dto;
    }
}
