package io.nephoscope.core.cycle;

import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.source.Source;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** After how long an entry that is never retried is forgotten, once its resource is gone. */
    private static final Duration NEVER_RETRIED = Duration.ofDays(1);

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

        /** Whether nothing is lost if it is forgotten, now that its resource is not there any more. */
        private boolean isStale(Instant now) {
            return retryAt.map(end -> !now.isBefore(end))
                    .orElseGet(() -> since.plus(NEVER_RETRIED).isBefore(now));
        }

        /** What it means, in one sentence. */
        String sentence() {
            return reason + "; it is tried again "
                    + retryAt.map(end -> "at " + end.truncatedTo(ChronoUnit.SECONDS))
                            .orElse("when it is lifted from the blacklist");
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

    /** Adds a resource, or prolongs its delay. Atomic also beside {@link #clear}. */
    Entry add(Assignment assignment, String resource, String reason, Instant now, Backoff delays) {
        Map<String, Entry> mine = Objects.requireNonNull(entries.compute(Scope.of(assignment), (scope, known) -> {
            Map<String, Entry> changed = known == null ? new ConcurrentHashMap<>() : known;
            int times = changed.containsKey(resource) ? changed.get(resource).times() + 1 : 1;
            Optional<Instant> retryAt =
                    delays.first().isZero() ? Optional.empty() : Optional.of(now.plus(delays.delay(times)));
            changed.put(resource, new Entry(assignment.name(), resource, reason, now, retryAt, times));
            return changed;
        }));
        return Objects.requireNonNull(mine.get(resource));
    }

    /** The entry that keeps a resource from a pollster now, if any. */
    Optional<Entry> blocking(Assignment assignment, String resource, Instant now) {
        return Optional.ofNullable(
                        entries.getOrDefault(Scope.of(assignment), Map.of()).get(resource))
                .filter(entry -> entry.blocks(now));
    }

    /** Forgets what was to be tried again by now but is not there any more, so that the list does not grow for ever. */
    void forgetAbsent(Assignment assignment, Set<String> present, Instant now) {
        remove(
                Scope.of(assignment),
                entry -> !entry.resource().equals(Quarantine.ALL)
                        && !present.contains(entry.resource())
                        && entry.isStale(now));
    }

    boolean isEmpty(Assignment assignment) {
        return !entries.containsKey(Scope.of(assignment));
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
        AtomicInteger removed = new AtomicInteger();
        entries.computeIfPresent(scope, (same, mine) -> {
            int before = mine.size();
            mine.values().removeIf(which);
            removed.set(before - mine.size());
            return mine.isEmpty() ? null : mine;
        });
        return removed.get();
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
