package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls one meter of running instances out of the cycle's snapshot. Those that do not run have no samples. */
final class StatsPollster implements Pollster {

    private static final Logger LOG = LoggerFactory.getLogger(StatsPollster.class);
    private static final long SHUT_OFF = 5;

    private final MeterRow row;
    private final SnapshotReader snapshots;
    private final AtomicBoolean toldThatNobodyHasIt = new AtomicBoolean();

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
        List<Resource> lacking = new ArrayList<>();
        int complete = 0;
        for (Resource resource : Instances.of(resources, poll)) {
            Optional<DomainStats> stats = running(resource, snapshot);
            if (stats.isEmpty()) {
                continue;
            }
            if (read(resource, stats.get(), snapshot, poll)) {
                complete++;
            } else {
                lacking.add(resource);
            }
        }
        report(lacking, complete, poll);
    }

    private boolean read(Resource resource, DomainStats stats, Snapshot snapshot, Poll poll) {
        return row.reading()
                .read(
                        (Instance) resource.detail(),
                        stats,
                        (subject, volume) -> poll.emit(
                                Sample.of(row.meter(), volume, subject).readAt(snapshot.readAt())));
    }

    /** What no instance has is a trait of the host, told once; what some lack is their failure. */
    private void report(List<Resource> lacking, int complete, Poll poll) {
        if (complete > 0) {
            toldThatNobodyHasIt.set(false);
            lacking.forEach(resource -> poll.failed(resource, row.meter().name() + " is not available"));
        } else if (!lacking.isEmpty() && !toldThatNobodyHasIt.getAndSet(true)) {
            LOG.info(
                    "{} is not available for any instance on this host",
                    row.meter().name());
        }
    }

    private static Optional<DomainStats> running(Resource resource, Snapshot snapshot) {
        return snapshot.of(((Instance) resource.detail()).uuid())
                .filter(stats -> stats.number("state.state").orElse(0) != SHUT_OFF);
    }
}
