package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
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
        try {
            return cycle.values().get(Discovered.class, url.text(), () -> call(url));
        } catch (SharedLoadException e) {
            return Discovered.failed("discovery " + url + " failed: " + e.getMessage());
        }
    }

    private Discovered call(DiscoveryUrl url) throws InterruptedException {
        DiscoveryPlugin plugin = plugins.get(url.name());
        if (plugin == null) {
            services.memory().log().discovered(url, "no bundle offers it", null);
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
        try (Use<Discovery> use = plugin.access().open()) {
            List<Resource> resources = Guard.call(
                    plugin.description(),
                    () -> List.copyOf(use.plugin().discover(new Request(url.parameter(), cycle, cycle.interval()))));
            services.memory().log().discovered(url, "", null);
            return report(plugin, startedAt, started, new Discovered(resources, ""));
        } catch (PluginGoneException e) {
            return new Discovered(List.of(), "");
        } catch (PluginException e) {
            String reason = String.valueOf(e.getMessage());
            services.memory().log().discovered(url, reason, e.getCause());
            return report(plugin, startedAt, started, Discovered.failed("discovery " + url + " failed: " + reason));
        }
    }

    private Discovered report(DiscoveryPlugin plugin, Instant startedAt, long started, Discovered found) {
        Duration duration = Duration.ofNanos(services.timer().nanoTime() - started);
        int resources = found.resources().size();
        services.listener().discovered(plugin, new DiscoveryReport(startedAt, duration, resources, found.error()));
        return found;
    }

    private record Request(Optional<String> parameter, Cycle cycle, Duration remaining) implements DiscoveryRequest {}
}
