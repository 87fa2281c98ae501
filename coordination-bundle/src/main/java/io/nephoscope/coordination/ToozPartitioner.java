package io.nephoscope.coordination;

import io.nephoscope.api.partition.Ownership;
import io.nephoscope.api.partition.Partitioner;
import io.nephoscope.api.partition.Publication;
import io.nephoscope.api.partition.Share;
import io.nephoscope.partition.tooz.ToozRing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shares out by the ring of tooz, as Ceilometer's agents do among themselves: whoever is in a group owns what its points
 * come before, from the moment on at which each learns who is there. Nothing is handed over, and nothing waits. Thread-safe.
 */
final class ToozPartitioner implements Partitioner {

    private final String prefix;
    private final String member;
    private final Consumer<String> asked;
    private volatile Rings rings = new Rings(0, Map.of());

    /** What is known of the groups that were joined. */
    private record Rings(long generation, Map<String, Ring> byGroup) {}

    private record Ring(Set<String> members, ToozRing ring) {}

    /**
     * Knows no group yet.
     *
     * @param prefix of the groups' names: namespaces as Ceilometer joins them
     * @param member the UUID of this agent
     * @param asked is told each group that somebody asks about and that is not known; again and again
     */
    ToozPartitioner(String prefix, String member, Consumer<String> asked) {
        this.prefix = prefix;
        this.member = member;
        this.asked = asked;
    }

    /** Who is in a group. Called by one thread at a time. Returns whether that is news. */
    boolean members(String group, Set<String> ids) {
        Rings before = rings;
        Ring known = before.byGroup().get(group);
        if (known != null && known.members().equals(ids)) {
            return false;
        }
        Map<String, Integer> weights = new TreeMap<>();
        ids.forEach(id -> weights.put(id, 1));
        Map<String, Ring> next = new TreeMap<>(before.byGroup());
        next.put(group, new Ring(Set.copyOf(ids), new ToozRing(weights)));
        rings = new Rings(before.generation() + 1, Map.copyOf(next));
        return true;
    }

    /** All that are in some group. */
    Set<String> members() {
        Set<String> all = new TreeSet<>();
        rings.byGroup().values().forEach(ring -> all.addAll(ring.members()));
        return all;
    }

    /** The groups that are known. */
    Set<String> groups() {
        return new TreeSet<>(rings.byGroup().keySet());
    }

    /** Who owns a resource; null if nobody does, or it is not known. */
    @Nullable
    String owner(String group, String resource) {
        Ring ring = rings.byGroup().get(name(group));
        return ring == null ? null : ring.ring().owner(resource);
    }

    private String name(String group) {
        return prefix + "-" + group;
    }

    @Override
    public Share share() {
        Rings now = rings;
        return new Share() {

            @Override
            public long generation() {
                return now.generation();
            }

            @Override
            public Ownership at(String series, Instant due) {
                return new RingOwnership(now);
            }
        };
    }

    @Override
    public void concluded(String series, Instant due) {
        // There is nobody to tell: Ceilometer's agents do not ask how far others have come.
    }

    @Override
    public Publication publication(String series, Instant due) {
        return Publication.PUBLISH;
    }

    /**
     * Equal to each that knew the same groups: as with Ceilometer, what moves is polled by its new owner the next time. Only
     * when a group becomes known what is due is polled at once.
     */
    private final class RingOwnership implements Ownership {

        private final Rings known;

        RingOwnership(Rings known) {
            this.known = known;
        }

        @Override
        public boolean owns(String group, String resource) {
            Ring ring = known.byGroup().get(name(group));
            if (ring == null) {
                asked.accept(name(group));
                return false;
            }
            return member.equals(ring.ring().owner(resource));
        }

        @Override
        public Optional<String> owner(String group, String resource) {
            return Optional.ofNullable(known.byGroup().get(name(group)))
                    .flatMap(ring -> Optional.ofNullable(ring.ring().owner(resource)));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof RingOwnership that
                    && known.byGroup().keySet().equals(that.known.byGroup().keySet());
        }

        @Override
        public int hashCode() {
            return known.byGroup().keySet().hashCode();
        }
    }
}
