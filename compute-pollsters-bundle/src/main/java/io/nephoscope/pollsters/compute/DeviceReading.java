package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.libvirt.Instance.Device;
import io.nephoscope.connector.libvirt.Instance.Devices;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A counter of each device of a kind. Notices devices that were plugged in or pulled out since the
 * instance was described.
 */
final class DeviceReading implements Reading {

    private final String names;
    private final String counters;
    private final Function<Devices, List<Device>> devices;
    private final ToIntFunction<Devices> expected;

    /**
     * @param kind libvirt's word for the devices, {@code net} or {@code block}
     * @param counter libvirt's name of the value, such as {@code rx.bytes}
     * @param expected how many devices libvirt should know
     */
    DeviceReading(
            String kind, String counter, Function<Devices, List<Device>> devices, ToIntFunction<Devices> expected) {
        this.names = kind + ".*.name";
        this.counters = kind + ".*." + counter;
        this.devices = devices;
        this.expected = expected;
    }

    @Override
    public boolean read(Guest guest, Sink sink) {
        Instance instance = guest.instance();
        DomainStats stats = guest.stats();
        if (stats.count(names) != expected.applyAsInt(instance.devices())) {
            instance.markOutdated();
        }
        boolean complete = true;
        for (Device device : devices.apply(instance.devices())) {
            int row = stats.row(names, device.name());
            Number value = row < 0 ? null : stats.value(counters, row);
            if (value != null) {
                sink.accept(device.name(), device.subject(), value);
            }
            complete &= value != null;
        }
        return complete;
    }
}
