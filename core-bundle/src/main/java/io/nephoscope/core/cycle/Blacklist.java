package io.nephoscope.core.cycle;

import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.source.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resources that pollsters are not given for a while. An entry outlives changes of polling.yaml that do
 * not touch its source, and its plugin's absence, but not the plugin's update.
 */
public final class Blacklist {

    /** Whom a resource is kept from. */
    private record Scope(Source source, String pollster, String edition) {

        static Scope of(Assignment assignment) {
            PollsterPlugin pollster = assignment.pollster();
            return new Scope(
                    assignment.source(), pollster.name(), pollster.origin().edition());
        }

        boolean isOlderThan(PollsterPlugin other) {
            return pollster.equals(other.name())
                    && !edition.equals(other.origin().edition());
        }
    }

    private final Map<Scope, Map<String, Entry>> entries = new ConcurrentHashMap<>();

    /**
     * One resource kept from one pollster of one source.
     *
     * @param retryAt when it is tried again; empty for never
     * @param times how many times in a row it was blacklisted
     */
    public record Entry(
            AssignmentName assignment,
            String resource,
            String reason,
            Instant since,
            Optional<Instant> retryAt,
            int times) {

        private boolean blocks(Instant now) {
            return retryAt.isEmpty() || now.isBefore(retryAt.get());
        }
    }

    /** The resource ids that a pollster is not given now. */
    Predicate<String> blocked(Assignment assignment, Instant now) {
        Map<String, Entry> mine = entries.get(Scope.of(assignment));
        if (mine == null) {
            return id -> false;
        }
        return id -> {
            @Nullable Entry entry = mine.get(id);
            return entry != null && entry.blocks(now);
        };
    }

    void add(Assignment assignment, Entry entry) {
        entries.computeIfAbsent(Scope.of(assignment), scope -> new ConcurrentHashMap<>())
                .put(entry.resource(), entry);
    }

    boolean isEmpty(Assignment assignment) {
        return !entries.containsKey(Scope.of(assignment));
    }

    /** How many times in a row a resource was blacklisted so far. */
    int times(Assignment assignment, String resource) {
        @Nullable
        Entry entry = entries.getOrDefault(Scope.of(assignment), Map.of()).get(resource);
        return entry == null ? 0 : entry.times();
    }

    /** Forgives the resources that were tried again and did not fail. */
    void forgive(Assignment assignment, Predicate<String> polledWell) {
        remove(Scope.of(assignment), entry -> polledWell.test(entry.resource()));
    }

    /** Lifts what matches, so that the next cycle tries again. */
    public int clear(Predicate<Entry> which) {
        return entries.keySet().stream().mapToInt(scope -> remove(scope, which)).sum();
    }

    private int remove(Scope scope, Predicate<Entry> which) {
        Map<String, Entry> mine = entries.get(scope);
        if (mine == null) {
            return 0;
        }
        int before = mine.size();
        mine.values().removeIf(which);
        int removed = before - mine.size();
        entries.computeIfPresent(scope, (same, left) -> left.isEmpty() ? null : left);
        return removed;
    }

    /** Forgets what belongs to changed or removed sources, or to updated plugins. */
    public void retain(Collection<Source> sources, Collection<PollsterPlugin> pollsters) {
        Set<Source> unchanged = Set.copyOf(sources);
        entries.keySet()
                .removeIf(scope -> !unchanged.contains(scope.source())
                        || pollsters.stream().anyMatch(scope::isOlderThan));
    }

    /** All that is blacklisted now. */
    public Stream<Entry> all() {
        return entries.values().stream().flatMap(mine -> mine.values().stream());
    }
}
