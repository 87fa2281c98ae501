package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one meter of running instances out of the cycle's snapshot. Instances that do not run, and those
 * that lack the value, have no samples: a guest without a balloon driver is no failure.
 */
final class StatsPollster implements Pollster {

    private static final Logger LOG = LoggerFactory.getLogger(StatsPollster.class);
    private static final long SHUT_OFF = 5;

    private final MeterRow row;
    private final SnapshotReader snapshots;
    /** Those that the log already tells of. Instances are forgotten with their domains. */
    private final Set<Instance> knownToLack =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    StatsPollster(MeterRow row, SnapshotReader snapshots) {
        this.row = row;
        this.snapshots = snapshots;
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) throws InterruptedException {
        Snapshot snapshot = snapshots.of(poll.cycle());
        if (snapshot.missing().contains(row.group())) {
            return;
        }
        List<Instance> lacking = new ArrayList<>();
        for (Instance instance : Instances.of(resources, poll)) {
            Optional<DomainStats> stats = running(instance, snapshot);
            if (stats.isPresent() && !read(instance, stats.get(), snapshot, poll)) {
                lacking.add(instance);
            }
        }
        tell(lacking);
    }

    private boolean read(Instance instance, DomainStats stats, Snapshot snapshot, Poll poll) {
        boolean complete = row.reading()
                .read(
                        instance,
                        stats,
                        (subject, volume) -> poll.emit(
                                Sample.of(row.meter(), volume, subject).readAt(snapshot.readAt())));
        if (complete) {
            knownToLack.remove(instance);
        }
        return complete;
    }

    private void tell(List<Instance> lacking) {
        List<Instance> news = lacking.stream().filter(knownToLack::add).toList();
        if (!news.isEmpty()) {
            LOG.info(
                    "{} is not available for {} more instances, for example {}",
                    row.meter().name(),
                    news.size(),
                    news.get(0));
        }
    }

    private static Optional<DomainStats> running(Instance instance, Snapshot snapshot) {
        return snapshot.of(instance.uuid())
                .filter(stats -> stats.number("state.state").orElse(0) != SHUT_OFF);
    }
}
