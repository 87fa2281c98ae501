package io.nephoscope.core.cycle;

import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.support.retry.Backoff;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a pollster that is abandoned time after time from being called for a while, so that it does not
 * cost each cycle a worker until its deadline. It stands in the blacklist, for all resources, and is
 * retried, shown and lifted as all entries are.
 */
public final class Quarantine {

    /** The resource that stands for all of them. */
    static final String ALL = "*";

    /** How many polls in a row may be abandoned. */
    static final int BOUND = 3;

    private final Blacklist blacklist;
    private final Map<Offender, Integer> abandoned = new ConcurrentHashMap<>();

    private record Offender(AssignmentName name, String edition) {

        static Offender of(Assignment assignment) {
            return new Offender(
                    assignment.name(), assignment.pollster().origin().edition());
        }
    }

    Quarantine(Blacklist blacklist) {
        this.blacklist = blacklist;
    }

    /** What keeps a pollster from being called now, if anything does. */
    Optional<Blacklist.Entry> entry(Assignment assignment, Instant now) {
        return blacklist.blocking(assignment, ALL, now);
    }

    /** @return the entry that keeps the pollster away from now on, if this was once too often */
    Optional<Blacklist.Entry> abandoned(Assignment assignment, Instant now, Backoff delays) {
        int times = abandoned.merge(Offender.of(assignment), 1, Integer::sum);
        if (times < BOUND) {
            return Optional.empty();
        }
        return Optional.of(blacklist.add(assignment, ALL, times + " polls in a row were abandoned", now, delays));
    }

    /** Forgives a pollster that has returned in time. */
    void returned(Assignment assignment) {
        if (abandoned.remove(Offender.of(assignment)) != null) {
            blacklist.forgive(assignment, ALL::equals);
        }
    }

    /**
     * Forgives all but these: a pollster that comes back after the connector that it hung in went and came
     * has another connection.
     */
    public void retain(Set<AssignmentName> assignments) {
        abandoned.keySet().removeIf(offender -> !assignments.contains(offender.name()));
        blacklist.clear(entry -> entry.resource().equals(ALL) && !assignments.contains(entry.assignment()));
    }
}
