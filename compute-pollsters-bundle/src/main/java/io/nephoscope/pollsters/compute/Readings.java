package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.libvirt.Instance.Devices;
import java.util.OptionalLong;

/** The ways in which meters are read. */
final class Readings {

    private static final double KIB_PER_MIB = 1024;

    private Readings() {}

    /** One value as it is. */
    static Reading number(String name) {
        return (instance, stats, sink) -> {
            OptionalLong value = stats.number(name);
            value.ifPresent(volume -> sink.accept(instance.subject(), volume));
            return value.isPresent();
        };
    }

    /** One value, given in KiB, as a fraction of MiB. */
    static Reading mebibytes(String name) {
        return (instance, stats, sink) -> mebibytes(instance, stats.number(name), sink);
    }

    /** Swapped memory, of which the guest tells both directions or nothing. */
    static Reading swap(String name, String opposite) {
        return (instance, stats, sink) ->
                stats.number(opposite).isPresent() && mebibytes(instance, stats.number(name), sink);
    }

    /** The CPU time, with the number of vCPUs as metadata. */
    static boolean cpu(Instance instance, DomainStats stats, Reading.Sink sink) {
        OptionalLong time = CpuTime.of(stats);
        if (time.isPresent()) {
            OptionalLong vcpus = stats.number("vcpu.current");
            sink.accept(
                    instance.subjectWith("cpu_number", vcpus.isPresent() ? vcpus.getAsLong() : null), time.getAsLong());
        }
        return time.isPresent();
    }

    /** What the guest uses: what it cannot reclaim, or as older guests have it, what is not unused. */
    static boolean memoryUsage(Instance instance, DomainStats stats, Reading.Sink sink) {
        OptionalLong available = stats.number("balloon.available");
        OptionalLong usable = stats.number("balloon.usable");
        OptionalLong free = usable.isPresent() ? usable : stats.number("balloon.unused");
        return available.isPresent()
                && free.isPresent()
                && mebibytes(instance, OptionalLong.of(available.getAsLong() - free.getAsLong()), sink);
    }

    /** A counter of each network interface. */
    static Reading vnics(String counter) {
        return new DeviceReading("net", counter, Devices::vnics, Devices::allVnics);
    }

    /** A counter of each disk. */
    static Reading disks(String counter) {
        return new DeviceReading("block", counter, Devices::disks, Devices::allDisks);
    }

    private static boolean mebibytes(Instance instance, OptionalLong kibibytes, Reading.Sink sink) {
        kibibytes.ifPresent(volume -> sink.accept(instance.subject(), volume / KIB_PER_MIB));
        return kibibytes.isPresent();
    }
}
