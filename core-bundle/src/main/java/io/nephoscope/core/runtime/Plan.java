package io.nephoscope.core.runtime;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.publish.StoreSettings;
import io.nephoscope.core.registry.PollsterSelection;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.schedule.Schedule;
import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What follows from the world: the schedule, and the discoveries that count. */
record Plan(World world, Schedule schedule, Map<String, DiscoveryPlugin> discoveries) {

    /** Before anything is known. */
    static final Plan IDLE = of(new World(
            List.of(),
            PollsterSelection.NONE,
            List.of(),
            List.of(),
            new Settings(
                    Set.of(),
                    List.of(),
                    StoreSettings.NONE,
                    new PollSettings(
                            1, 1, "", Backoff.exact(Duration.ZERO, Duration.ZERO), PollSettings.Bounds.STANDARD))));

    static Plan of(World world) {
        Schedule schedule =
                Schedule.of(world.sources(), world.pollsters().chosen().values());
        return new Plan(world, schedule, Map.copyOf(world.discoveriesByName()));
    }

    /** The pollsters that some source asks for. */
    Set<PollsterPlugin> activePollsters() {
        return schedule.assignments().map(Assignment::pollster).collect(toUnmodifiableSet());
    }

    /** The names of the pollsters of each source that has any, in order. */
    Map<String, List<String>> pollstersBySource() {
        return named(AssignmentName::source, AssignmentName::pollster);
    }

    /** The names of the sources of each pollster that has any, in order. */
    Map<String, List<String>> sourcesByPollster() {
        return named(AssignmentName::pollster, AssignmentName::source);
    }

    private Map<String, List<String>> named(
            Function<AssignmentName, String> by, Function<AssignmentName, String> what) {
        return schedule.assignments()
                .map(Assignment::name)
                .collect(groupingBy(by, mapping(what, collectingAndThen(toList(), names -> names.stream()
                        .sorted()
                        .toList()))));
    }

    /** The discoveries that some assignment needs. */
    Set<DiscoveryUrl> neededDiscoveries() {
        return schedule.assignments()
                .flatMap(assignment -> assignment.discoveries().stream())
                .collect(toUnmodifiableSet());
    }
}
