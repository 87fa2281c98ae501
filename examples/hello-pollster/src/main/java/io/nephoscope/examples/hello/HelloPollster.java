package io.nephoscope.examples.hello;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterService;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Measures the load of the machine that the agent runs on. The discovery says what there is to poll (one
 * resource), the pollster reads it; they need not be in one class, and a pollster may use a discovery
 * of another bundle.
 */
@Component
@DiscoveryService(
        name = "hello_host",
        namespace = {"compute", "central"})
@PollsterService(
        name = "hello.load",
        namespace = {"compute", "central"},
        discovery = "hello_host")
public final class HelloPollster implements Discovery, Pollster {

    private static final Meter LOAD = Meter.gauge("hello.load", "process");

    private final DoubleSupplier loadAverage;

    @Activate
    public HelloPollster() {
        this(() -> ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    HelloPollster(DoubleSupplier loadAverage) {
        this.loadAverage = loadAverage;
    }

    @Override
    public Collection<Resource> discover(DiscoveryRequest request) {
        return List.of(Resource.of("localhost"));
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        double load = loadAverage.getAsDouble();
        for (Resource resource : resources) {
            if (load < 0) {
                poll.failed(resource, "This machine does not tell its load average");
            } else {
                poll.emit(Sample.of(LOAD, load, Subject.of(resource.id())));
            }
        }
    }
}
