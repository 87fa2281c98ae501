package io.nephoscope.core.schedule;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.source.MeterFilter;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which pollsters run together at which interval: the product of sources and pollsters.
 *
 * @param leftOut how many pairs there are beyond {@link #MOST}; they are not polled
 */
public record Schedule(Map<Duration, Set<Assignment>> groups, long leftOut) {

    /** So many pairs are in force within a second or two, and their slots fit in the heap. */
    public static final int MOST = 200_000;

    /** Nothing to do. */
    public static final Schedule EMPTY = new Schedule(Map.of(), 0);

    /** Of too many pairs those count whose sources come first. Sources of equal filters are matched once. */
    public static Schedule of(Collection<Source> sources, Collection<PollsterPlugin> pollsters) {
        Map<MeterFilter, List<PollsterPlugin>> selected = new HashMap<>();
        Map<Duration, List<Assignment>> groups = new HashMap<>();
        long pairs = 0;
        for (Source source : sources) {
            List<PollsterPlugin> mine =
                    selected.computeIfAbsent(source.meters(), filter -> selectedBy(filter, pollsters));
            long room = Math.max(0, MOST - pairs);
            pairs += mine.size();
            if (!mine.isEmpty() && room > 0) {
                List<Assignment> group =
                        groups.computeIfAbsent(source.timing().interval(), interval -> new ArrayList<>());
                mine.stream().limit(room).forEach(pollster -> group.add(new Assignment(source, pollster)));
            }
        }
        Map<Duration, Set<Assignment>> settled = groups.entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, group -> Set.copyOf(group.getValue())));
        return new Schedule(settled, Math.max(0, pairs - MOST));
    }

    private static List<PollsterPlugin> selectedBy(MeterFilter filter, Collection<PollsterPlugin> pollsters) {
        return pollsters.stream()
                .filter(pollster -> filter.selects(pollster.name()))
                .toList();
    }

    /** All pairs, of all intervals. */
    public Stream<Assignment> assignments() {
        return groups.values().stream().flatMap(Set::stream);
    }
}
