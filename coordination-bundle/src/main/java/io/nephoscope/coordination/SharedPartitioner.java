package io.nephoscope.coordination;

import io.nephoscope.api.partition.Ownership;
import io.nephoscope.api.partition.Partitioner;
import io.nephoscope.api.partition.Publication;
import io.nephoscope.api.partition.Share;
import io.nephoscope.api.partition.SharedLists;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotMeter;
import io.nephoscope.partition.SlotShare;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.coordination.PublicationView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the agent asks. It answers from what the thread of the member has shown last, and keeps what is told until that
 * thread fetches it: nobody waits for anybody. It stays while one member takes the place of another. Thread-safe.
 */
final class SharedPartitioner implements Partitioner {

    /** More are not of use to anybody who asks whose a resource is. */
    private static final int MAX_GROUPS = 1_000;

    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private volatile SlotShare share = new SlotShare(SlotAssignment.none(1), "", Watermark.NOTHING);
    private volatile @Nullable PublicationView publications;
    private volatile Runnable wake = () -> {};
    private volatile SlotMeter meter = new SlotMeter(1);
    private volatile Optional<EngineLists> lists = Optional.empty();
    /** Guarded by itself. */
    private final Map<String, Collection<Instant>> concluded = new HashMap<>();

    @Override
    public Share share() {
        return new AskedShare(share);
    }

    @Override
    public void concluded(String series, Instant due) {
        boolean isFirst;
        synchronized (concluded) {
            isFirst = concluded.isEmpty();
            concluded.computeIfAbsent(series, first -> new TreeSet<>()).add(due);
        }
        if (isFirst) {
            wake.run();
        }
    }

    @Override
    public Publication publication(String series, Instant due) {
        PublicationView now = publications;
        return now == null ? Publication.HOLD : now.of(series, due);
    }

    @Override
    public void polled(Map<String, List<String>> resources, Duration took, Duration interval) {
        meter.polled(resources, took, interval);
    }

    @Override
    public Optional<SharedLists> lists() {
        return lists.map(shared -> shared);
    }

    // ------------------------------------------------------------------ for the thread of the member

    /** Whose a resource is, which the agent has not asked for. */
    Optional<String> owner(String group, String resource, Instant due) {
        return share.at(group, due).owner(group, resource);
    }

    /** Has another meter told from now on how long polls take. */
    void measureBy(SlotMeter newMeter) {
        meter = newMeter;
    }

    /** Has lists made by one agent for all from now on; empty has each make its own. */
    void listsBy(Optional<EngineLists> newLists) {
        lists = newLists;
    }

    /** Has it told when there is something to fetch; a cheap call from any thread. */
    void wakeBy(Runnable newWake) {
        wake = newWake;
        newWake.run();
    }

    boolean isConcluded() {
        synchronized (concluded) {
            return !concluded.isEmpty();
        }
    }

    /** All that was concluded since the last call. */
    Map<String, Collection<Instant>> fetchConcluded() {
        synchronized (concluded) {
            Map<String, Collection<Instant>> all = new HashMap<>(concluded);
            concluded.clear();
            return all;
        }
    }

    /** Answers by these from now on. Returns whether the share is another. */
    boolean show(SlotShare newShare, PublicationView newPublications) {
        publications = newPublications;
        if (newShare == share) {
            return false;
        }
        share = newShare;
        return true;
    }

    /** The groups that the agent has asked for. */
    Set<String> groups() {
        return new TreeSet<>(groups);
    }

    /** A share that remembers what groups it was asked for. */
    private final class AskedShare implements Share {

        private final SlotShare asked;

        AskedShare(SlotShare asked) {
            this.asked = asked;
        }

        @Override
        public long generation() {
            return asked.generation();
        }

        @Override
        public Ownership at(String series, Instant due) {
            return new AskedOwnership(asked.at(series, due), groups);
        }
    }

    /** Equal where what it asks is: then the agent has nothing to catch up with. */
    private record AskedOwnership(Ownership asked, Set<String> groups) implements Ownership {

        @Override
        public boolean owns(String group, String resource) {
            if (!groups.contains(group) && groups.size() < MAX_GROUPS) {
                groups.add(group);
            }
            return asked.owns(group, resource);
        }

        @Override
        public Optional<String> owner(String group, String resource) {
            return asked.owner(group, resource);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof AskedOwnership that && asked.equals(that.asked);
        }

        @Override
        public int hashCode() {
            return asked.hashCode();
        }
    }
}
