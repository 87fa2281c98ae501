package io.nephoscope.core.fake;

import io.nephoscope.api.partition.Ownership;
import io.nephoscope.api.partition.Partitioner;
import io.nephoscope.api.partition.Publication;
import io.nephoscope.api.partition.Share;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Owns what a test says, whatever the group, and lets go what is concluded. */
public final class FakePartitioner implements Partitioner {

    public final List<String> concluded = new CopyOnWriteArrayList<>();
    public volatile boolean publishes = true;
    private volatile Share share = new Owned(0, Set.of());

    private record Owned(long generation, Set<String> resources) implements Share {

        @Override
        public Ownership at(String series, Instant due) {
            return new Mine(resources);
        }
    }

    private record Mine(Set<String> resources) implements Ownership {

        @Override
        public boolean owns(String group, String resource) {
            return resources.contains(resource);
        }

        @Override
        public Optional<String> owner(String group, String resource) {
            return Optional.empty();
        }
    }

    /** Another agreement. */
    public void own(String... resources) {
        share = new Owned(share.generation() + 1, Set.of(resources));
    }

    @Override
    public Share share() {
        return share;
    }

    @Override
    public void concluded(String series, Instant due) {
        concluded.add(series + " " + due);
    }

    @Override
    public Publication publication(String series, Instant due) {
        return publishes && concluded.contains(series + " " + due) ? Publication.PUBLISH : Publication.HOLD;
    }
}
