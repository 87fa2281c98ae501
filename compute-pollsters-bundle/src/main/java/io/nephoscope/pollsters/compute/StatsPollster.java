package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.sample.MeterType;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.Instance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one meter of instances out of the cycle's snapshot. Instances that do not run have samples only
 * of some meters and on request. Those that lack the value have none: a guest without a balloon driver is
 * no failure.
 */
final class StatsPollster implements Pollster {

    private static final Logger LOG = LoggerFactory.getLogger(StatsPollster.class);

    private final MeterRow row;
    private final SnapshotReader snapshots;
    private final Deltas deltas;
    /** Those that the log already tells of. Instances are forgotten with their domains. */
    private final Set<Instance> knownToLack =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    StatsPollster(MeterRow row, SnapshotReader snapshots) {
        this.row = row;
        this.snapshots = snapshots;
        deltas = new Deltas(row.meter().name(), snapshots.totals());
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) throws PollsterException, InterruptedException {
        List<Instance> instances = Instances.of(resources, poll);
        try {
            StatsSnapshot running = snapshots.running(poll);
            forgetOthers(poll.cycle(), instances, running);
            if (!running.absent().contains(row.meter().name())) {
                List<Instance> lacking = read(row::read, guests(instances, running), poll);
                if (poll.cycle().mode() == CycleMode.REGULAR) {
                    tell(lacking);
                }
            }
            if (row.stopped().isPresent()) {
                read(row.stopped().get(), guests(instances, snapshots.stopped(poll.cycle())), poll);
            }
        } catch (HypervisorException e) {
            throw new PollsterException("libvirt cannot be asked: " + e.getMessage(), e);
        }
    }

    /** An instance that is shut off has no totals for a while, and all that it has when it comes back is growth. */
    private void forgetOthers(Cycle cycle, List<Instance> instances, StatsSnapshot running) {
        if (row.meter().type() == MeterType.DELTA) {
            Set<UUID> known = new HashSet<>(running.domains().keySet());
            instances.forEach(instance -> known.add(instance.uuid()));
            deltas.history().retain(cycle, known);
        }
    }

    private static List<Guest> guests(List<Instance> instances, StatsSnapshot snapshot) {
        List<Guest> guests = new ArrayList<>(instances.size());
        for (Instance instance : instances) {
            snapshot.of(instance).ifPresent(guests::add);
        }
        return guests;
    }

    /** @return those that lack a value */
    private List<Instance> read(Reading reading, List<Guest> guests, Poll poll) throws HypervisorException {
        List<Instance> lacking = new ArrayList<>();
        for (Guest guest : guests) {
            if (reading.read(guest, sink(guest, poll))) {
                knownToLack.remove(guest.instance());
            } else {
                lacking.add(guest.instance());
            }
        }
        return lacking;
    }

    private Reading.Sink sink(Guest guest, Poll poll) {
        Reading.Sink sink = (device, subject, volume) ->
                poll.emit(Sample.of(row.meter(), volume, subject).readAt(guest.readAt()));
        return row.meter().type() == MeterType.DELTA
                ? deltas.changes(poll.cycle(), guest.instance().uuid(), sink)
                : sink;
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
}
