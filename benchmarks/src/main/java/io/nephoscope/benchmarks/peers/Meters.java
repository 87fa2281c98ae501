package io.nephoscope.benchmarks.peers;

import java.util.List;

/** The meters that are polled: those of Ceilometer 19 that libvirt can give. */
final class Meters {

    static final List<String> OF_CEILOMETER = List.of(
            "cpu",
            "cpu_l3_cache",
            "disk.device.allocation",
            "disk.device.capacity",
            "disk.device.read.bytes",
            "disk.device.read.latency",
            "disk.device.read.requests",
            "disk.device.usage",
            "disk.device.write.bytes",
            "disk.device.write.latency",
            "disk.device.write.requests",
            "memory.bandwidth.local",
            "memory.bandwidth.total",
            "memory.resident",
            "memory.swap.in",
            "memory.swap.out",
            "memory.usage",
            "network.incoming.bytes",
            "network.incoming.bytes.delta",
            "network.incoming.packets",
            "network.incoming.packets.drop",
            "network.incoming.packets.error",
            "network.outgoing.bytes",
            "network.outgoing.bytes.delta",
            "network.outgoing.packets",
            "network.outgoing.packets.drop",
            "network.outgoing.packets.error",
            "perf.cache.misses",
            "perf.cache.references",
            "perf.cpu.cycles",
            "perf.instructions");

    private Meters() {}

    /** As they are written in polling.yaml. */
    static String yaml() {
        return "[" + String.join(", ", OF_CEILOMETER) + "]";
    }
}
