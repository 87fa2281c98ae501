package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.Instance.Device;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A size of each disk, of guests that run and of those that do not.
 *
 * @param size one of the sizes, 64 bits without a sign
 */
record DiskSizeReading(ToLongFunction<DiskSize> size) implements Reading {

    @Override
    public boolean read(Guest guest, Sink sink) throws HypervisorException {
        boolean complete = true;
        for (Device disk : guest.instance().devices().disks()) {
            Optional<DiskSize> found = guest.context().sizes().of(guest, disk);
            found.ifPresent(
                    sizes -> sink.accept(disk.name(), disk.subject(), DomainStats.unsigned(size.applyAsLong(sizes))));
            complete &= found.isPresent();
        }
        return complete;
    }

    @Override
    public boolean asksByItself() {
        return true;
    }
}
