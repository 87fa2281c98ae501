package io.nephoscope.tests.plugins.hostile;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.tests.plugins.Ticking;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Registers and withdraws a pollster, and changes a builder, as fast as it can until its bundle is stopped. */
public final class Churn implements BundleActivator {

    private static final Pollster POLLSTER = new Ticking();

    private volatile boolean stopped;

    @Override
    public void start(BundleContext context) {
        new Thread(() -> churn(context), "churn").start();
    }

    @Override
    public void stop(BundleContext context) {
        stopped = true;
    }

    private void churn(BundleContext context) {
        long count = 0;
        ServiceRegistration<PollsterBuilder> builder =
                context.registerService(PollsterBuilder.class, this::definitions, properties(count));
        try {
            while (!stopped) {
                count++;
                builder.setProperties(properties(count));
                context.registerService(Pollster.class, POLLSTER, properties(count))
                        .unregister();
            }
        } catch (IllegalStateException e) {
            // The bundle was stopped meanwhile, and its services went with it.
        }
    }

    /** A thousand, of other names each time. */
    private List<PollsterDefinition> definitions() {
        long turn = System.nanoTime() % 7;
        return IntStream.range(0, 1000)
                .mapToObj(number -> PollsterDefinition.named("kind.churn-" + turn + "-" + number)
                        .namespaces("compute")
                        .pollster(POLLSTER))
                .toList();
    }

    private static Dictionary<String, Object> properties(long count) {
        return FrameworkUtil.asDictionary(
                Map.of("pollster.name", "kind.churn", "pollster.namespace", "compute", "service.changecount", count));
    }
}
