package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.SharedDiscovery;
import io.nephoscope.api.partition.SharedLists;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.cycle.ResourceResolver.Resolved;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.Use;
import io.nephoscope.core.schedule.Slot;
import io.nephoscope.core.schedule.Timer;
import io.nephoscope.core.source.DiscoveryUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls discoveries: each once per cycle and URL, and a failure is remembered as a result would be. For one cycle;
 * thread-safe.
 */
final class DiscoveryCalls {

    private final CycleContext cycle;
    private final CycleServices services;
    private final Map<String, DiscoveryPlugin> plugins;
    private final PollSettings settings;

    DiscoveryCalls(CycleContext cycle, CycleServices services, PollSettings settings) {
        this.cycle = cycle;
        this.services = services;
        this.plugins = services.discoveries().get();
        this.settings = settings;
    }

    /** What is shared out together of what a discovery finds; empty if nothing is. */
    String group(DiscoveryUrl url) {
        DiscoveryPlugin plugin = plugins.get(url.name());
        return plugin == null ? "" : plugin.group();
    }

    /**
     * What a discovery finds in this cycle.
     *
     * @param slot for which it is asked first; empty if for none
     */
    Resolved find(DiscoveryUrl url, Optional<Slot> slot, Duration remaining) throws InterruptedException {
        try {
            SharedValues.Key key = new SharedValues.Key(Resolved.class, url.text(), "");
            return cycle.values().getForAll(key, Resolved.class, () -> call(url, slot, remaining));
        } catch (SharedLoadException e) {
            return Resolved.failed("discovery " + url + " failed: " + e.getMessage());
        }
    }

    private Resolved call(DiscoveryUrl url, Optional<Slot> slot, Duration remaining) throws InterruptedException {
        DiscoveryPlugin plugin = plugins.get(url.name());
        if (plugin == null) {
            services.memory().log().discovered(url, "no bundle offers it", null);
            return Resolved.failed("there is no discovery " + url);
        }
        RunningCalls calls = services.memory().calls();
        RunningCalls.Key call = new RunningCalls.Key(cycle.series().name(), plugin.access(), url.text());
        if (!calls.enter(call, "discovery " + url, remaining)) {
            return report(plugin, url, null, Resolved.failed("an earlier call of it has not returned"), 0);
        }
        try {
            return call(plugin, url, slot, remaining);
        } finally {
            calls.leave(call);
        }
    }

    private Resolved call(DiscoveryPlugin plugin, DiscoveryUrl url, Optional<Slot> slot, Duration remaining)
            throws InterruptedException {
        Timer timer = services.timer();
        long started = timer.nanoTime();
        Cycle seen = cycle.seenBy(plugin.origin().bundle());
        Request request = new Request(url.parameter(), seen, settings.names(), timer, started + remaining.toNanos());
        try (Use<Discovery> use = plugin.access().open()) {
            Resolved found = Guard.call(plugin.description(), () -> taken(discover(use.plugin(), url, slot, request)));
            return report(plugin, url, null, found, started);
        } catch (PluginGoneException e) {
            return Resolved.of(List.of(), "");
        } catch (PluginException e) {
            return report(plugin, url, e.getCause(), Resolved.failed(String.valueOf(e.getMessage())), started);
        }
    }

    /** Calls it, or takes the list of the agent that did. */
    private Collection<Resource> discover(Discovery discovery, DiscoveryUrl url, Optional<Slot> slot, Request request)
            throws DiscoveryException, InterruptedException {
        Optional<SharedLists> lists =
                slot.filter(Slot::isShared).flatMap(shared -> services.lists().get());
        if (lists.isPresent() && discovery instanceof SharedDiscovery shared) {
            String name = url.text() + "@" + cycle.series().name();
            return new ListExchange(lists.get(), shared, name, slot.get().due()).find(request);
        }
        return discovery.discover(request);
    }

    /** Copies no more than the bound, and nothing that is null. */
    private Resolved taken(Collection<@Nullable Resource> found) {
        int bound = settings.bounds().resources();
        List<Resource> resources = new ArrayList<>(Math.min(found.size(), bound));
        int missing = 0;
        for (@Nullable Resource resource : found) {
            if (resource == null) {
                missing++;
            } else if (resources.size() == bound) {
                return Resolved.of(
                        resources,
                        "it found " + found.size() + " resources, of which only the first " + bound
                                + " are polled; raise discovery.resources.max if that is meant");
            } else {
                resources.add(resource);
            }
        }
        return Resolved.of(resources, missing == 0 ? "" : "it gave null for " + missing + " of its resources");
    }

    private Resolved report(
            DiscoveryPlugin plugin, DiscoveryUrl url, @Nullable Throwable cause, Resolved found, long started) {
        services.memory().log().discovered(url, found.error(), cause);
        Duration duration =
                started == 0 ? Duration.ZERO : Duration.ofNanos(services.timer().nanoTime() - started);
        Instant startedAt = services.timer().now().minus(duration);
        String error = found.error().isEmpty() ? "" : "discovery " + url + " failed: " + found.error();
        services.listener()
                .discovered(
                        plugin,
                        new CycleListener.Discovered(
                                startedAt, duration, found.resources().size(), error));
        return Resolved.of(found.resources(), error);
    }

    private record Request(Optional<String> parameter, Cycle cycle, boolean wantsNames, Timer timer, long deadline)
            implements DiscoveryRequest {

        @Override
        public Duration remaining() {
            return Duration.ofNanos(Math.max(0, deadline - timer.nanoTime()));
        }
    }
}
