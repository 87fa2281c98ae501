package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The sum over an instance's devices, which are named in the metadata. Of an incomplete sum nobody is told. */
record SumReading(Reading devices) implements Reading {

    @Override
    public boolean read(Guest guest, Sink sink) throws HypervisorException {
        List<String> names = new ArrayList<>();
        AtomicLong sum = new AtomicLong();
        boolean complete = devices.read(guest, (device, subject, volume) -> {
            names.add(device);
            sum.addAndGet(volume.longValue());
        });
        if (complete && !names.isEmpty()) {
            Instance instance = guest.instance();
            sink.accept(instance.subjectWith("device", names), sum.get());
        }
        return complete;
    }
}
