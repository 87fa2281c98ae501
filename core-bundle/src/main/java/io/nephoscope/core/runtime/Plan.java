package io.nephoscope.core.runtime;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.registry.PollsterSelection;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Schedule;
import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
                    0,
                    new PollSettings(
                            1, 1, "", Backoff.exact(Duration.ZERO, Duration.ZERO), PollSettings.Bounds.STANDARD))));

    static Plan of(World world) {
        Schedule schedule = Schedule.of(world.sources(), world.census().chosen().values());
        return new Plan(world, schedule, Map.copyOf(world.discoveriesByName()));
    }

    /** The pollsters that some source asks for. */
    Set<PollsterPlugin> activePollsters() {
        return schedule.assignments().map(Assignment::pollster).collect(toUnmodifiableSet());
    }

    /** The discoveries that some assignment needs. */
    Set<DiscoveryUrl> neededDiscoveries() {
        return schedule.assignments()
                .flatMap(assignment -> assignment.discoveries().stream())
                .collect(toUnmodifiableSet());
    }
}
