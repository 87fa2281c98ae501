package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.libvirt.Instance.DiskSizes;
import java.util.Collection;
import java.util.function.Function;

/** Polls a size that an instance has by its flavor, whether it runs or not. */
record FlavorPollster(Meter meter, Function<DiskSizes, Number> size) implements Pollster {

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        for (Instance instance : Instances.of(resources, poll)) {
            poll.emit(Sample.of(meter, size.apply(instance.diskSizes()), instance.subject()));
        }
    }
}
