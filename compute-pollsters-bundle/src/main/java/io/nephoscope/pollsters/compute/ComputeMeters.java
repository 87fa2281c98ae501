package io.nephoscope.pollsters.compute;

import static io.nephoscope.api.sample.Meter.cumulative;
import static io.nephoscope.api.sample.Meter.delta;
import static io.nephoscope.api.sample.Meter.gauge;
import static io.nephoscope.connector.libvirt.StatsGroup.BALLOON;
import static io.nephoscope.connector.libvirt.StatsGroup.BLOCK;
import static io.nephoscope.connector.libvirt.StatsGroup.CPU_TOTAL;
import static io.nephoscope.connector.libvirt.StatsGroup.INTERFACE;
import static io.nephoscope.connector.libvirt.StatsGroup.MEMORY;
import static io.nephoscope.connector.libvirt.StatsGroup.PERF;
import static io.nephoscope.connector.libvirt.StatsGroup.STATE;
import static io.nephoscope.connector.libvirt.StatsGroup.VCPU;
import static io.nephoscope.pollsters.compute.PresenceIndicator.byDefinition;
import static io.nephoscope.pollsters.compute.PresenceIndicator.byDriver;
import static io.nephoscope.pollsters.compute.Readings.diskCapacity;
import static io.nephoscope.pollsters.compute.Readings.disks;
import static io.nephoscope.pollsters.compute.Readings.mebibytes;
import static io.nephoscope.pollsters.compute.Readings.monitoredBandwidth;
import static io.nephoscope.pollsters.compute.Readings.number;
import static io.nephoscope.pollsters.compute.Readings.swap;
import static io.nephoscope.pollsters.compute.Readings.vnics;

import io.nephoscope.connector.libvirt.DiskSize;
import java.util.List;
import java.util.function.ToLongFunction;

/** The table of meters that are read from the hypervisor. */
final class ComputeMeters {

    private static final PresenceIndicator DRIVER = byDriver("balloon.available");

    static final List<MeterRow> ROWS = List.of(
            MeterRow.of(cumulative("cpu", "ns"), VCPU, Readings::cpu),
            MeterRow.of(gauge("vcpus", "vcpu"), VCPU, number("vcpu.current")).stopped(number("vcpu.current")),
            MeterRow.of(gauge("power.state", ""), STATE, number("state.state")).stopped(number("state.state")),
            MeterRow.of(gauge("memory", "MiB"), BALLOON, mebibytes("balloon.current"))
                    .stopped(mebibytes("balloon.maximum")),
            MeterRow.of(gauge("memory.available", "MiB"), BALLOON, mebibytes("balloon.available"), DRIVER),
            MeterRow.of(gauge("memory.usage", "MiB"), BALLOON, Readings::memoryUsage, DRIVER),
            MeterRow.of(gauge("memory.resident", "MiB"), BALLOON, mebibytes("balloon.rss")),
            MeterRow.of(
                    cumulative("memory.swap.in", "MiB"), BALLOON, swap("balloon.swap_in", "balloon.swap_out"), DRIVER),
            MeterRow.of(
                    cumulative("memory.swap.out", "MiB"), BALLOON, swap("balloon.swap_out", "balloon.swap_in"), DRIVER),
            MeterRow.of(cumulative("network.incoming.bytes", "B"), INTERFACE, vnics("rx.bytes")),
            MeterRow.of(cumulative("network.incoming.packets", "packet"), INTERFACE, vnics("rx.pkts")),
            MeterRow.of(cumulative("network.incoming.packets.drop", "packet"), INTERFACE, vnics("rx.drop")),
            MeterRow.of(cumulative("network.incoming.packets.error", "packet"), INTERFACE, vnics("rx.errs")),
            MeterRow.of(cumulative("network.outgoing.bytes", "B"), INTERFACE, vnics("tx.bytes")),
            MeterRow.of(cumulative("network.outgoing.packets", "packet"), INTERFACE, vnics("tx.pkts")),
            MeterRow.of(cumulative("network.outgoing.packets.drop", "packet"), INTERFACE, vnics("tx.drop")),
            MeterRow.of(cumulative("network.outgoing.packets.error", "packet"), INTERFACE, vnics("tx.errs")),
            MeterRow.of(delta("network.incoming.bytes.delta", "B"), INTERFACE, vnics("rx.bytes")),
            MeterRow.of(delta("network.outgoing.bytes.delta", "B"), INTERFACE, vnics("tx.bytes")),
            MeterRow.of(cumulative("disk.device.read.bytes", "B"), BLOCK, disks("rd.bytes")),
            MeterRow.of(cumulative("disk.device.read.requests", "request"), BLOCK, disks("rd.reqs")),
            MeterRow.of(cumulative("disk.device.read.latency", "ns"), BLOCK, disks("rd.times")),
            MeterRow.of(cumulative("disk.device.write.bytes", "B"), BLOCK, disks("wr.bytes")),
            MeterRow.of(cumulative("disk.device.write.requests", "request"), BLOCK, disks("wr.reqs")),
            MeterRow.of(cumulative("disk.device.write.latency", "ns"), BLOCK, disks("wr.times")),
            MeterRow.of(gauge("disk.device.capacity", "B"), BLOCK, diskCapacity())
                    .stopped(diskCapacity()),
            MeterRow.of(gauge("disk.device.allocation", "B"), BLOCK, new DiskSizeReading(DiskSize::allocation))
                    .stopped(new DiskSizeReading(DiskSize::allocation)),
            MeterRow.of(gauge("disk.device.usage", "B"), BLOCK, new DiskSizeReading(DiskSize::physical))
                    .stopped(new DiskSizeReading(DiskSize::physical)),
            MeterRow.of(cumulative("disk.read.bytes", "B"), BLOCK, new SumReading(disks("rd.bytes"))),
            MeterRow.of(cumulative("disk.read.requests", "request"), BLOCK, new SumReading(disks("rd.reqs"))),
            MeterRow.of(cumulative("disk.write.bytes", "B"), BLOCK, new SumReading(disks("wr.bytes"))),
            MeterRow.of(cumulative("disk.write.requests", "request"), BLOCK, new SumReading(disks("wr.reqs"))),
            MeterRow.of(gauge("disk.capacity", "B"), BLOCK, sum(DiskSize::capacity)),
            MeterRow.of(gauge("disk.allocation", "B"), BLOCK, sum(DiskSize::allocation)),
            MeterRow.of(gauge("disk.usage", "B"), BLOCK, sum(DiskSize::physical)),
            MeterRow.of(gauge("cpu_l3_cache", "B"), PERF, number("perf.cmt"), byDefinition("perf.cmt"))
                    .or(CPU_TOTAL, Readings::monitoredCache, byDefinition("cpu.cache.monitor.*.vcpus")),
            bandwidth("memory.bandwidth.total", "perf.mbmt", "bytes.total"),
            bandwidth("memory.bandwidth.local", "perf.mbml", "bytes.local"),
            MeterRow.of(gauge("perf.cpu.cycles", ""), PERF, number("perf.cpu_cycles"), byDefinition("perf.cpu_cycles")),
            MeterRow.of(
                    gauge("perf.instructions", ""),
                    PERF,
                    number("perf.instructions"),
                    byDefinition("perf.instructions")),
            MeterRow.of(
                    gauge("perf.cache.references", ""),
                    PERF,
                    number("perf.cache_references"),
                    byDefinition("perf.cache_references")),
            MeterRow.of(
                    gauge("perf.cache.misses", ""),
                    PERF,
                    number("perf.cache_misses"),
                    byDefinition("perf.cache_misses")));

    private ComputeMeters() {}

    private static MeterRow bandwidth(String name, String event, String counter) {
        return MeterRow.of(gauge(name, "B/s"), PERF, number(event), byDefinition(event))
                .or(MEMORY, monitoredBandwidth(name, counter), byDefinition("memory.bandwidth.monitor.*.vcpus"));
    }

    private static Reading sum(ToLongFunction<DiskSize> size) {
        return new SumReading(new DiskSizeReading(size));
    }
}
