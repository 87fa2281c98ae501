package io.nephoscope.core.partition;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.partition.Partitioner;
import io.nephoscope.api.partition.Publication;
import io.nephoscope.api.partition.Share;
import io.nephoscope.api.partition.SharedLists;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.publish.BatchKey;
import io.nephoscope.core.publish.PublicationGate;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.schedule.Sharing;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the partitioner that counts now. Where one is expected and none is there, as at the start or while its bundle is
 * updated, this agent owns nothing and publishes nothing that another may have polled: else both would.
 *
 * <p>A partitioner that throws is told once; it counts as one that knows nothing yet. Thread-safe.
 */
public final class PartitionerSharing implements Sharing, PublicationGate {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionerSharing.class);

    private final Supplier<Optional<Partitioner>> partitioners;
    private final Supplier<Map<String, DiscoveryPlugin>> discoveries;
    private final AtomicReference<String> told = new AtomicReference<>("");
    private volatile boolean expected;

    /**
     * Expects no partitioner yet.
     *
     * @param partitioners the one that counts now
     * @param discoveries those that count now, by name
     */
    public PartitionerSharing(
            Supplier<Optional<Partitioner>> partitioners, Supplier<Map<String, DiscoveryPlugin>> discoveries) {
        this.partitioners = partitioners;
        this.discoveries = discoveries;
    }

    /** Whether the operator wants the work shared, so that this agent is not to believe that it is alone. */
    public void expect(boolean wanted) {
        expected = wanted;
    }

    @Override
    public Optional<Share> share() {
        Optional<Partitioner> present = partitioners.get();
        if (present.isPresent()) {
            return Optional.of(GuardedShare.of(present.get(), this::failed));
        }
        return expected ? Optional.of(GuardedShare.NOTHING) : Optional.empty();
    }

    /** Lists that one agent makes for all; empty where each makes its own. */
    public Optional<SharedLists> lists() {
        try {
            return partitioners.get().flatMap(Partitioner::lists).map(lists -> new GuardedLists(lists, this::failed));
        } catch (RuntimeException | LinkageError e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** Where it is not known yet what finds its resources, these may be others'. */
    @Override
    public boolean concerns(Assignment assignment) {
        Source source = assignment.source();
        if (!source.resources().isEmpty() || !source.coordinationGroup().isEmpty()) {
            return true;
        }
        Map<String, DiscoveryPlugin> known = discoveries.get();
        return assignment.discoveries().stream().anyMatch(url -> {
            DiscoveryPlugin discovery = known.get(url.name());
            return discovery == null || !discovery.group().isEmpty();
        });
    }

    @Override
    public Publication of(BatchKey batch) {
        Optional<Partitioner> present = partitioners.get();
        if (present.isEmpty()) {
            return expected ? Publication.HOLD : Publication.PUBLISH;
        }
        String series = new AssignmentName(batch.source(), batch.pollster()).series();
        try {
            return present.get().publication(series, BatchKey.sharedDue(batch.due()));
        } catch (RuntimeException | LinkageError e) {
            failed(e);
            return Publication.HOLD;
        }
    }

    /** All polls of a series that were due by then have ended, and their samples are safe. */
    void concluded(AssignmentName name, Instant due) {
        partitioners.get().ifPresent(partitioner -> {
            try {
                partitioner.concluded(name.series(), due);
            } catch (RuntimeException | LinkageError e) {
                failed(e);
            }
        });
    }

    /** What a poll of what is shared out has cost. */
    public void polled(Map<String, List<String>> resources, Duration took, Duration interval) {
        partitioners.get().ifPresent(partitioner -> {
            try {
                partitioner.polled(resources, took, interval);
            } catch (RuntimeException | LinkageError e) {
                failed(e);
            }
        });
    }

    private void failed(Throwable failure) {
        String word = failure.toString();
        if (!word.equals(told.getAndSet(word))) {
            LOG.warn(
                    "The partitioner broke, so this agent takes no resource for its own; tell the author of its bundle",
                    failure);
        }
    }

    /** A partitioner that is missing. */
    public Stream<HealthReport> health() {
        return expected && partitioners.get().isEmpty()
                ? Stream.of(HealthReport.waiting(
                        "coordination",
                        "this agent is to share the work with others, but no bundle offers to agree with them; nothing is"
                                + " polled that others may poll",
                        "install io.nephoscope.coordination, or take backend.url out of"
                                + " etc/io.nephoscope.coordination.cfg if this agent is alone"))
                : Stream.empty();
    }
}
