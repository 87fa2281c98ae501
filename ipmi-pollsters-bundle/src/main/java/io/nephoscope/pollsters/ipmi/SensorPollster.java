package io.nephoscope.pollsters.ipmi;

import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.pollsters.ipmi.IpmiException.Kind;
import io.nephoscope.support.text.Credentials;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Polls one meter of this host's sensors, which are listed once per cycle for all of them. */
final class SensorPollster implements Pollster {

    private final IpmiMeter meter;
    private final BoardReader board;
    /** Of cycles whose samples are published. */
    private final AtomicLong failuresInARow = new AtomicLong();

    SensorPollster(IpmiMeter meter, BoardReader board) {
        this.meter = meter;
        this.board = board;
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) throws PollsterException, InterruptedException {
        Collection<Resource> nodes =
                resources.stream().filter(resource -> isNode(resource, poll)).toList();
        if (nodes.isEmpty()) {
            return;
        }
        BoardReader.Reading reading = board.read(poll);
        if (reading.failure().isPresent()) {
            fail(nodes, poll, reading.failure().get());
            return;
        }
        failuresInARow.set(0);
        for (Resource node : nodes) {
            for (Sensor sensor : reading.sensors()) {
                if (meter.measures(sensor)) {
                    poll.emit(sample(node.id(), sensor));
                }
            }
        }
    }

    /** A source for devices of a network may select all meters of hardware: none of the devices is this host. */
    private static boolean isNode(Resource resource, Poll poll) {
        boolean isAddress = resource.id().contains("://");
        if (isAddress) {
            poll.failed(
                    resource,
                    Credentials.cutFrom(resource.id())
                            + " is not this host, which alone is read by IPMI; leave out hardware.ipmi.* in its source");
        }
        return !isAddress;
    }

    private Sample sample(String node, Sensor sensor) {
        String id = node + "-" + sensor.name().toLowerCase(Locale.ROOT).replace(' ', '_');
        Metadata metadata = Metadata.of(Map.of("node", node)).withAll(meter.description(sensor));
        return Sample.of(
                Meter.gauge(meter.meterName(), sensor.unit()),
                sensor.reading(),
                new Subject(id, Owner.NOBODY, metadata));
    }

    /** What is not there yet, or not allowed, says nothing about the board: it is not held against it. */
    private void fail(Collection<Resource> nodes, Poll poll, IpmiException failure) {
        boolean counts = failure.kind() == Kind.FAILED && poll.cycle().mode() == CycleMode.REGULAR;
        long failures = counts ? failuresInARow.incrementAndGet() : 0;
        long tolerated = board.pollingRetry();
        for (Resource node : nodes) {
            if (tolerated >= 0 && failures > tolerated) {
                poll.blacklist(node, "failed %d times in a row; %s".formatted(failures, failure.getMessage()));
            } else {
                poll.failed(node, String.valueOf(failure.getMessage()));
            }
        }
    }
}
