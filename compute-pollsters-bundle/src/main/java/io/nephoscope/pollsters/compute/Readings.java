package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance.Devices;
import java.util.OptionalLong;

/** The ways in which meters are read. */
final class Readings {

    private static final double KIB_PER_MIB = 1024;

    private Readings() {}

    /** One value as it is. */
    static Reading number(String name) {
        return (guest, sink) -> {
            OptionalLong value = guest.stats().number(name);
            value.ifPresent(volume -> sink.accept(guest.instance().subject(), volume));
            return value.isPresent();
        };
    }

    /** One value, given in KiB, as a fraction of MiB. */
    static Reading mebibytes(String name) {
        return (guest, sink) -> mebibytes(guest, guest.stats().number(name), sink);
    }

    /** Swapped memory, of which the guest tells both directions or nothing. */
    static Reading swap(String name, String opposite) {
        return (guest, sink) -> guest.stats().number(opposite).isPresent()
                && mebibytes(guest, guest.stats().number(name), sink);
    }

    /** The CPU time, with the number of vCPUs as metadata. */
    static boolean cpu(Guest guest, Reading.Sink sink) {
        OptionalLong time = CpuTime.of(guest.stats());
        if (time.isPresent()) {
            OptionalLong vcpus = guest.stats().number("vcpu.current");
            sink.accept(
                    guest.instance().subjectWith("cpu_number", vcpus.isPresent() ? vcpus.getAsLong() : null),
                    time.getAsLong());
        }
        return time.isPresent();
    }

    /** What the guest uses: what it cannot reclaim, or as older guests have it, what is not unused. */
    static boolean memoryUsage(Guest guest, Reading.Sink sink) {
        DomainStats stats = guest.stats();
        OptionalLong available = stats.number("balloon.available");
        OptionalLong usable = stats.number("balloon.usable");
        OptionalLong free = usable.isPresent() ? usable : stats.number("balloon.unused");
        return available.isPresent()
                && free.isPresent()
                && mebibytes(guest, OptionalLong.of(available.getAsLong() - free.getAsLong()), sink);
    }

    /** What the host's monitors find of the guest in caches. */
    static boolean monitoredCache(Guest guest, Reading.Sink sink) {
        OptionalLong bytes = Monitors.ofCache(guest.stats()).sum("bank", "bytes");
        bytes.ifPresent(volume -> sink.accept(guest.instance().subject(), volume));
        return bytes.isPresent();
    }

    /** The bandwidth by the totals of the host's monitors. The first reading of a domain gives none. */
    static Reading monitoredBandwidth(String meter, String counter) {
        return (guest, sink) -> {
            Monitors monitors = Monitors.ofBandwidth(guest.stats());
            OptionalLong bytes = monitors.sum("node", counter);
            if (bytes.isPresent()) {
                Rates.Total total =
                        new Rates.Total(guest.stats().domain(), monitors.watched(), bytes.getAsLong(), guest.readAt());
                guest.tools()
                        .rates()
                        .perSecond(meter, total)
                        .ifPresent(volume -> sink.accept(guest.instance().subject(), volume));
            }
            return bytes.isPresent();
        };
    }

    /** A counter of each network interface. */
    static Reading vnics(String counter) {
        return new DeviceReading("net", counter, Devices::vnics, Devices::allVnics);
    }

    /** A counter of each disk. */
    static Reading disks(String counter) {
        return new DeviceReading("block", counter, Devices::disks, Devices::allDisks);
    }

    /** The capacity of each disk; some formats need more than the guest sees. */
    static Reading diskCapacity() {
        return new DiskSizeReading(size -> Math.max(size.capacity(), size.physical()));
    }

    private static boolean mebibytes(Guest guest, OptionalLong kibibytes, Reading.Sink sink) {
        kibibytes.ifPresent(volume -> sink.accept(guest.instance().subject(), volume / KIB_PER_MIB));
        return kibibytes.isPresent();
    }
}
