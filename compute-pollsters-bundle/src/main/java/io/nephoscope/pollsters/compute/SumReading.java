package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.Instance;
import java.util.ArrayList;
import java.util.List;

/** The sum over an instance's devices, which are named in the metadata. Of an incomplete sum nobody is told. */
record SumReading(Reading devices) implements Reading {

    @Override
    public boolean read(Guest guest, Sink sink) throws HypervisorException {
        List<String> names = new ArrayList<>();
        WholeNumbers.Sum sum = new WholeNumbers.Sum();
        boolean complete = devices.read(guest, (device, subject, volume) -> {
            names.add(device);
            sum.add(volume);
        });
        if (complete && !names.isEmpty()) {
            Instance instance = guest.instance();
            sink.accept(instance.subjectWith("device", names), sum.value());
        }
        return complete;
    }

    @Override
    public boolean asksByItself() {
        return devices.asksByItself();
    }
}
