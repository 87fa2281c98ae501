package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.Instance.Device;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** A size of each disk, of guests that run and of those that do not. */
record DiskSizeReading(ToLongFunction<DiskSize> size) implements Reading {

    @Override
    public boolean read(Guest guest, Sink sink) throws HypervisorException {
        boolean complete = true;
        for (Device disk : guest.instance().devices().disks()) {
            Optional<DiskSize> found = guest.tools().sizes().of(guest, disk);
            found.ifPresent(sizes -> sink.accept(disk.name(), disk.subject(), size.applyAsLong(sizes)));
            complete &= found.isPresent();
        }
        return complete;
    }
}
