package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance.Devices;
import org.jspecify.annotations.Nullable;

/** The ways in which meters are read. */
final class Readings {

    private static final double KIB_PER_MIB = 1024;

    private Readings() {}

    /** One value as it is. */
    static Reading number(String name) {
        return (guest, sink) -> whole(guest, guest.stats().value(name), sink);
    }

    /** One value, given in KiB, as a fraction of MiB. */
    static Reading mebibytes(String name) {
        return (guest, sink) -> mebibytes(guest, guest.stats().value(name), sink);
    }

    /** Swapped memory, of which the guest tells both directions or nothing. */
    static Reading swap(String name, String opposite) {
        return (guest, sink) -> guest.stats().number(opposite).isPresent()
                && mebibytes(guest, guest.stats().value(name), sink);
    }

    /** The CPU time, with the number of vCPUs as metadata. */
    static boolean cpu(Guest guest, Reading.Sink sink) {
        Number time = CpuTime.of(guest.stats());
        if (time != null) {
            sink.accept(guest.instance().subjectWith("cpu_number", guest.stats().value("vcpu.current")), time);
        }
        return time != null;
    }

    /** What the guest uses: what it cannot reclaim, or as older guests have it, what is not unused. */
    static boolean memoryUsage(Guest guest, Reading.Sink sink) {
        DomainStats stats = guest.stats();
        Number available = stats.value("balloon.available");
        Number usable = stats.value("balloon.usable");
        Number free = usable == null ? stats.value("balloon.unused") : usable;
        return available != null && free != null && mebibytes(guest, WholeNumbers.minus(available, free), sink);
    }

    /** What the host's monitors find of the guest in caches. */
    static boolean monitoredCache(Guest guest, Reading.Sink sink) {
        return whole(guest, Monitors.ofCache(guest.stats()).sum("bank", "bytes"), sink);
    }

    /** The bandwidth by the totals of the host's monitors. The first reading of a domain gives none. */
    static Reading monitoredBandwidth(String meter, String counter) {
        return (guest, sink) -> {
            Monitors monitors = Monitors.ofBandwidth(guest.stats());
            Number bytes = monitors.sum("node", counter);
            if (bytes != null) {
                Rates.Total total = new Rates.Total(guest.stats().domain(), monitors.watched(), bytes, guest.readAt());
                guest.context()
                        .rates()
                        .perSecond(meter, total)
                        .ifPresent(volume -> sink.accept(guest.instance().subject(), volume));
            }
            return bytes != null;
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
        return new DiskSizeReading(size ->
                Long.compareUnsigned(size.capacity(), size.physical()) >= 0 ? size.capacity() : size.physical());
    }

    private static boolean whole(Guest guest, @Nullable Number volume, Reading.Sink sink) {
        if (volume == null) {
            return false;
        }
        sink.accept(guest.instance().subject(), volume);
        return true;
    }

    private static boolean mebibytes(Guest guest, @Nullable Number kibibytes, Reading.Sink sink) {
        if (kibibytes == null) {
            return false;
        }
        sink.accept(guest.instance().subject(), kibibytes.doubleValue() / KIB_PER_MIB);
        return true;
    }
}
