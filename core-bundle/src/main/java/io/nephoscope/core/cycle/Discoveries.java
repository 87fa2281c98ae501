package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.Use;
import io.nephoscope.core.schedule.Timer;
import io.nephoscope.core.source.DiscoveryUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The discoveries of one cycle, each called once per URL; a failure is remembered as a result would be. */
final class Discoveries {

    private final CycleContext cycle;
    private final Map<String, DiscoveryPlugin> plugins;
    private final CycleServices services;

    Discoveries(CycleContext cycle, CycleServices services) {
        this.cycle = cycle;
        this.plugins = services.discoveries().get();
        this.services = services;
    }

    /** What a discovery finds in this cycle. */
    Discovered find(DiscoveryUrl url) throws InterruptedException {
        return cycle.values().get(Discovered.class, url.text(), () -> call(url));
    }

    private Discovered call(DiscoveryUrl url) throws InterruptedException {
        DiscoveryPlugin plugin = plugins.get(url.name());
        if (plugin == null) {
            return Discovered.failed("there is no discovery " + url);
        }
        Occupancy.Place place = new Occupancy.Place(cycle.interval(), plugin.access(), url.toString());
        if (!services.occupancy().enter(place)) {
            return Discovered.failed("discovery " + url + " still hangs since an earlier cycle");
        }
        try {
            return call(plugin, url);
        } finally {
            services.occupancy().leave(place);
        }
    }

    private Discovered call(DiscoveryPlugin plugin, DiscoveryUrl url) throws InterruptedException {
        Timer timer = services.timer();
        Instant startedAt = timer.now();
        long started = timer.nanoTime();
        Discovered found = guarded(plugin, url);
        Duration duration = Duration.ofNanos(timer.nanoTime() - started);
        services.listener()
                .discovered(
                        plugin,
                        new DiscoveryReport(
                                startedAt, duration, found.resources().size(), found.error()));
        return found;
    }

    private Discovered guarded(DiscoveryPlugin plugin, DiscoveryUrl url) throws InterruptedException {
        try (Use<Discovery> use = plugin.access().open()) {
            List<Resource> resources =
                    Guard.call(() -> List.copyOf(use.plugin().discover(new Request(url.parameter(), cycle))));
            return new Discovered(resources, "");
        } catch (PluginException e) {
            return Discovered.failed("discovery " + url + " failed: " + e.getMessage());
        }
    }

    private record Request(Optional<String> parameter, Cycle cycle) implements DiscoveryRequest {}
}
