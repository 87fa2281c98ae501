package io.nephoscope.pollsters.compute;

import static io.nephoscope.api.sample.Meter.cumulative;
import static io.nephoscope.api.sample.Meter.gauge;
import static io.nephoscope.connector.libvirt.StatsGroup.BALLOON;
import static io.nephoscope.connector.libvirt.StatsGroup.BLOCK;
import static io.nephoscope.connector.libvirt.StatsGroup.INTERFACE;
import static io.nephoscope.connector.libvirt.StatsGroup.STATE;
import static io.nephoscope.connector.libvirt.StatsGroup.VCPU;
import static io.nephoscope.pollsters.compute.Readings.disks;
import static io.nephoscope.pollsters.compute.Readings.mebibytes;
import static io.nephoscope.pollsters.compute.Readings.number;
import static io.nephoscope.pollsters.compute.Readings.swap;
import static io.nephoscope.pollsters.compute.Readings.vnics;

import java.util.List;

/** The table of meters that are read from the hypervisor. */
final class ComputeMeters {

    static final List<MeterRow> ROWS = List.of(
            new MeterRow(cumulative("cpu", "ns"), VCPU, Readings::cpu),
            new MeterRow(gauge("vcpus", "vcpu"), VCPU, number("vcpu.current")),
            new MeterRow(gauge("power.state", ""), STATE, number("state.state")),
            new MeterRow(gauge("memory", "MiB"), BALLOON, mebibytes("balloon.current")),
            new MeterRow(gauge("memory.available", "MiB"), BALLOON, mebibytes("balloon.available")),
            new MeterRow(gauge("memory.usage", "MiB"), BALLOON, Readings::memoryUsage),
            new MeterRow(gauge("memory.resident", "MiB"), BALLOON, mebibytes("balloon.rss")),
            new MeterRow(cumulative("memory.swap.in", "MiB"), BALLOON, swap("balloon.swap_in", "balloon.swap_out")),
            new MeterRow(cumulative("memory.swap.out", "MiB"), BALLOON, swap("balloon.swap_out", "balloon.swap_in")),
            new MeterRow(cumulative("network.incoming.bytes", "B"), INTERFACE, vnics("rx.bytes")),
            new MeterRow(cumulative("network.incoming.packets", "packet"), INTERFACE, vnics("rx.pkts")),
            new MeterRow(cumulative("network.incoming.packets.drop", "packet"), INTERFACE, vnics("rx.drop")),
            new MeterRow(cumulative("network.incoming.packets.error", "packet"), INTERFACE, vnics("rx.errs")),
            new MeterRow(cumulative("network.outgoing.bytes", "B"), INTERFACE, vnics("tx.bytes")),
            new MeterRow(cumulative("network.outgoing.packets", "packet"), INTERFACE, vnics("tx.pkts")),
            new MeterRow(cumulative("network.outgoing.packets.drop", "packet"), INTERFACE, vnics("tx.drop")),
            new MeterRow(cumulative("network.outgoing.packets.error", "packet"), INTERFACE, vnics("tx.errs")),
            new MeterRow(cumulative("disk.device.read.bytes", "B"), BLOCK, disks("rd.bytes")),
            new MeterRow(cumulative("disk.device.read.requests", "request"), BLOCK, disks("rd.reqs")),
            new MeterRow(cumulative("disk.device.read.latency", "ns"), BLOCK, disks("rd.times")),
            new MeterRow(cumulative("disk.device.write.bytes", "B"), BLOCK, disks("wr.bytes")),
            new MeterRow(cumulative("disk.device.write.requests", "request"), BLOCK, disks("wr.reqs")),
            new MeterRow(cumulative("disk.device.write.latency", "ns"), BLOCK, disks("wr.times")));

    private ComputeMeters() {}
}
