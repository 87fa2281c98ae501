package io.nephoscope.core.schedule;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which pollsters run together at which interval: the product of sources and pollsters. */
public record Schedule(Map<Duration, Set<Assignment>> groups) {

    /** Nothing to do. */
    public static final Schedule EMPTY = new Schedule(Map.of());

    public static Schedule of(Collection<Source> sources, Collection<PollsterPlugin> pollsters) {
        return sources.stream()
                .flatMap(source -> pollsters.stream()
                        .filter(pollster -> source.meters().selects(pollster.name()))
                        .map(pollster -> new Assignment(source, pollster)))
                .collect(collectingAndThen(
                        groupingBy(assignment -> assignment.source().timing().interval(), toUnmodifiableSet()),
                        Schedule::new));
    }

    /** All pairs, of all intervals. */
    public Stream<Assignment> assignments() {
        return groups.values().stream().flatMap(Set::stream);
    }
}
