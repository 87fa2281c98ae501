package io.nephoscope.pollsters.hardware;

import static java.util.stream.Collectors.toSet;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.snmp.SnmpReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Polls one metric of many devices. Whichever metric of a cycle is polled first has all devices asked at once for all that the
 * cycle's metrics need; then each goes through what was read. Samples of devices that answer are not kept back by those that do
 * not.
 */
final class HardwarePollster implements Pollster {

    /** So long the answers of most devices take; what takes longer is waited for after the others were emitted. */
    private static final Duration PROMPT = Duration.ofMillis(900);

    private final MeterDefinition metric;
    private final HardwareMetrics all;
    private volatile MeterRemarks remarks = new MeterRemarks();

    /** A device whose answer is awaited. */
    private record Asked(Resource resource, MonitoredDevice device, CompletableFuture<SnmpReading> reading) {}

    /** That somebody has waited. */
    private enum Awaited {
        DONE
    }

    HardwarePollster(MeterDefinition metric, HardwareMetrics all) {
        this.metric = metric;
        this.all = all;
    }

    MeterDefinition metric() {
        return metric;
    }

    /** What the last published poll remarked. */
    List<String> remarks() {
        return remarks.lines();
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) throws InterruptedException {
        CycleReadings readings = readings(poll.cycle());
        MeterRemarks now = new MeterRemarks();
        DeviceSamples samples = new DeviceSamples(metric, poll, now);
        Duration within = poll.remaining().multipliedBy(3).dividedBy(4);
        List<Asked> left = new ArrayList<>(resources.size());
        for (Resource resource : resources) {
            try {
                MonitoredDevice device = all.devices().device(resource);
                left.add(new Asked(resource, device, readings.read(resource, device, within)));
            } catch (IllegalArgumentException e) {
                poll.failed(resource, String.valueOf(e.getMessage()));
            }
        }
        left = emitAnswered(left, samples);
        left = emitAnswered(await(left, "promptly", PROMPT, poll), samples);
        left = emitAnswered(await(left, "at all", within, poll), samples);
        left.forEach(late ->
                poll.failed(late.resource(), late.device().url().host() + " did not answer before the time was over"));
        if (poll.cycle().mode() == CycleMode.REGULAR) {
            remarks = now;
        }
    }

    private CycleReadings readings(Cycle cycle) throws InterruptedException {
        CycleReadings shared = cycle.shared(CycleReadings.class, "", () -> readings(all.of(cycle.pollsters())));
        return shared.covers(metric)
                ? shared
                : cycle.shared(CycleReadings.class, metric.name(), () -> readings(Set.of()));
    }

    private CycleReadings readings(Collection<MeterDefinition> others) {
        return new CycleReadings(
                all.connector(),
                Stream.concat(others.stream(), Stream.of(metric)).collect(toSet()));
    }

    private static List<Asked> emitAnswered(List<Asked> asked, DeviceSamples samples) {
        List<Asked> left = new ArrayList<>();
        for (Asked each : asked) {
            if (each.reading().isDone()) {
                samples.emit(each.resource(), each.device(), each.reading().join());
            } else {
                left.add(each);
            }
        }
        return left;
    }

    /** Waits by way of the cycle, which calls other pollsters meanwhile. All metrics of the same devices wait once. */
    private static List<Asked> await(List<Asked> asked, String how, Duration within, Poll poll)
            throws InterruptedException {
        if (!asked.isEmpty()) {
            String devices = how + " " + asked.size() + " "
                    + asked.stream().map(each -> each.resource().id()).toList().hashCode();
            poll.cycle().shared(Awaited.class, devices, () -> await(asked, within));
        }
        return asked;
    }

    private static Awaited await(List<Asked> asked, Duration within) throws InterruptedException, ExecutionException {
        try {
            CompletableFuture.allOf(asked.stream().map(Asked::reading).toArray(CompletableFuture<?>[]::new))
                    .get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Those that answered are emitted, and whoever asked goes on with the others.
            return Awaited.DONE;
        }
        return Awaited.DONE;
    }
}
