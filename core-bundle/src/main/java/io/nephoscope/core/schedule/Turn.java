package io.nephoscope.core.schedule;

import io.nephoscope.api.partition.Ownership;
import io.nephoscope.api.partition.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One due time that all agents have, and what this one has polled of it so far. When the agents agree anew before the next
 * one, what has become this agent's is polled late, once. Immutable.
 *
 * @param due {@link Instant#MIN} before the first
 * @param shares by which it was polled, one after the other
 * @param polled what was polled
 */
record Turn(Instant due, List<Share> shares, Set<Assignment> polled) {

    /** None was yet, or this agent is alone. */
    static final Turn NONE = new Turn(Instant.MIN, List.of(), Set.of());

    /** Of agents that cannot agree for longer than one turn, what moves again is polled at the next. */
    private static final int MOST_SHARES = 256;

    static Turn of(Instant due, Share share, Set<Assignment> polled) {
        return new Turn(due, List.of(share), polled);
    }

    boolean isNone() {
        return shares.isEmpty();
    }

    /** Whether there is something to catch up with by another share. */
    boolean isNews(Share share) {
        return !shares.isEmpty() && shares.size() < MOST_SHARES && newest().generation() != share.generation();
    }

    private Share newest() {
        return shares.get(shares.size() - 1);
    }

    Turn and(Share share) {
        List<Share> more = new ArrayList<>(shares);
        more.add(share);
        return new Turn(due, more, polled);
    }

    Turn and(List<Assignment> more) {
        Set<Assignment> all = new HashSet<>(polled);
        all.addAll(more);
        return new Turn(due, shares, all);
    }

    /** Whether something of that name was polled, perhaps by an earlier version of its plugin. */
    boolean hasPolled(AssignmentName name) {
        return polled.stream().anyMatch(assignment -> assignment.name().equals(name));
    }

    /** What is polled at the due time itself. */
    Portion whole(AssignmentName name) {
        return newest().at(name.series(), due)::owns;
    }

    /** What has become this agent's since then; empty if nothing has. */
    Optional<Portion> rest(AssignmentName name) {
        List<Ownership> all =
                shares.stream().map(share -> share.at(name.series(), due)).toList();
        Ownership now = all.get(all.size() - 1);
        List<Ownership> before = all.subList(0, all.size() - 1);
        return before.contains(now)
                ? Optional.empty()
                : Optional.of((group, resource) -> now.owns(group, resource)
                        && before.stream().noneMatch(earlier -> earlier.owns(group, resource)));
    }

    /** When slots of what is polled late are due: each time a little later, so that they can be told apart. */
    Instant lateDue() {
        return due.plusNanos(1_000L * (shares.size() - 1));
    }
}
