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
    private record Scope(Source source, String edition) {}

    private final Map<AssignmentName, Map<String, Entry>> entries = new ConcurrentHashMap<>();
    private final Map<AssignmentName, Scope> scopes = new ConcurrentHashMap<>();

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
    Predicate<String> blocked(AssignmentName assignment, Instant now) {
        Map<String, Entry> mine = entries.get(assignment);
        if (mine == null) {
            return id -> false;
        }
        return id -> {
            @Nullable Entry entry = mine.get(id);
            return entry != null && entry.blocks(now);
        };
    }

    void add(Assignment assignment, Entry entry) {
        scopes.put(
                assignment.name(),
                new Scope(assignment.source(), assignment.pollster().origin().edition()));
        entries.computeIfAbsent(assignment.name(), name -> new ConcurrentHashMap<>())
                .put(entry.resource(), entry);
    }

    boolean isEmpty(AssignmentName assignment) {
        return !entries.containsKey(assignment);
    }

    /** How many times in a row a resource was blacklisted so far. */
    int times(AssignmentName assignment, String resource) {
        @Nullable Entry entry = entries.getOrDefault(assignment, Map.of()).get(resource);
        return entry == null ? 0 : entry.times();
    }

    /** Forgives the resources that were tried again and did not fail. */
    void forgive(AssignmentName assignment, Predicate<String> polledWell) {
        remove(assignment, entry -> polledWell.test(entry.resource()));
    }

    /** Lifts what matches, so that the next cycle tries again. */
    public int clear(Predicate<Entry> which) {
        return entries.keySet().stream().mapToInt(name -> remove(name, which)).sum();
    }

    private int remove(AssignmentName assignment, Predicate<Entry> which) {
        Map<String, Entry> mine = entries.get(assignment);
        if (mine == null) {
            return 0;
        }
        int before = mine.size();
        mine.values().removeIf(which);
        int removed = before - mine.size();
        entries.computeIfPresent(assignment, (name, left) -> left.isEmpty() ? null : left);
        return removed;
    }

    /** Forgets what belongs to changed or removed sources, or to updated plugins. */
    public void retain(Collection<Source> sources, Collection<PollsterPlugin> pollsters) {
        Set<Source> unchanged = Set.copyOf(sources);
        scopes.entrySet().removeIf(scope -> {
            boolean keep = unchanged.contains(scope.getValue().source())
                    && pollsters.stream().noneMatch(pollster -> isUpdate(pollster, scope));
            if (!keep) {
                entries.remove(scope.getKey());
            }
            return !keep;
        });
    }

    private static boolean isUpdate(PollsterPlugin pollster, Map.Entry<AssignmentName, Scope> scope) {
        return pollster.name().equals(scope.getKey().pollster())
                && !pollster.origin().edition().equals(scope.getValue().edition());
    }

    /** All that is blacklisted now. */
    public Stream<Entry> all() {
        return entries.values().stream().flatMap(mine -> mine.values().stream());
    }
}
