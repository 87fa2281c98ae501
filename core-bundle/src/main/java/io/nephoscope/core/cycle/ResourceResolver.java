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
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Portion;
import io.nephoscope.core.schedule.Slot;
import io.nephoscope.core.schedule.Timer;
import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.Source;
import io.nephoscope.partition.StaticGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a pollster is to poll for a source: the source's own resources and discoveries or, where it names
 * neither, the pollster's discovery; each resource once per pollster and cycle. Each discovery is called once per
 * cycle and URL, and a failure is remembered as a result would be. For one cycle; thread-safe.
 */
final class ResourceResolver {

    private final CycleContext cycle;
    private final CycleServices services;
    private final Map<String, DiscoveryPlugin> plugins;
    private final PollSettings settings;

    /**
     * What a pollster is to poll for a source, or what a discovery found.
     *
     * @param error why a discovery failed or was cut short; empty if none was
     * @param others whether there is more, which other agents poll
     */
    record Resolved(List<Resource> resources, String error, boolean others) {

        static Resolved of(List<Resource> resources, String error) {
            return new Resolved(resources, error, false);
        }

        static Resolved failed(String error) {
            return of(List.of(), error);
        }
    }

    ResourceResolver(CycleContext cycle, CycleServices services, PollSettings settings) {
        this.cycle = cycle;
        this.services = services;
        this.plugins = services.discoveries().get();
        this.settings = settings;
    }

    /**
     * Adds to the pollster's history what it returns; a resource blacklisted for this source is left to other sources, and
     * what is not in the slot's portion to other agents.
     *
     * @param poll stops early when this is over
     */
    Resolved resolve(Slot slot, Set<String> history, PollRun poll) throws InterruptedException {
        Assignment assignment = slot.assignment();
        if (!isOurs(slot)) {
            return new Resolved(List.of(), "", true);
        }
        Blacklist blacklist = services.memory().blacklist();
        Selection selection = new Selection(blacklist.blocked(assignment, cycle.startedAt()), history, portion(slot));
        addStatic(assignment.source(), selection);
        String error = "";
        for (DiscoveryUrl url : assignment.discoveries()) {
            if (poll.isOver()) {
                break;
            }
            Resolved found = find(url, poll.remaining());
            selection.addAll(found.resources(), group(url));
            error = found.error().isEmpty() ? error : found.error();
        }
        if (error.isEmpty() && !poll.isOver() && !blacklist.isEmpty(assignment)) {
            blacklist.forgetAbsent(assignment, selection.candidates(), cycle.startedAt());
        }
        return new Resolved(selection.resources, error, selection.others);
    }

    /** Of a source with a group of its own each pollster is one agent's, with all that it finds. */
    private static boolean isOurs(Slot slot) {
        Assignment assignment = slot.assignment();
        String group = assignment.source().coordinationGroup();
        return group.isEmpty()
                || slot.portion().holds(group, assignment.pollster().name());
    }

    private static Portion portion(Slot slot) {
        return slot.assignment().source().coordinationGroup().isEmpty() ? slot.portion() : Portion.ALL;
    }

    private static void addStatic(Source source, Selection selection) {
        if (!source.resources().isEmpty()) {
            List<Resource> resources =
                    source.resources().stream().map(Resource::of).toList();
            selection.addAll(resources, selection.portion == Portion.ALL ? "" : StaticGroup.of(source.resources()));
        }
    }

    private String group(DiscoveryUrl url) {
        DiscoveryPlugin plugin = plugins.get(url.name());
        return plugin == null ? "" : plugin.group();
    }

    /** Resources in the order of discovery, without those that are blocked, others', or were handed over before. */
    private static final class Selection {

        private final Predicate<String> blocked;
        private final Set<String> history;
        private final Portion portion;
        private final List<Resource> resources = new ArrayList<>();
        private final List<Collection<Resource>> seen = new ArrayList<>();
        private boolean others;

        Selection(Predicate<String> blocked, Set<String> history, Portion portion) {
            this.blocked = blocked;
            this.history = history;
            this.portion = portion;
        }

        /** @param group what they are shared out with; empty if they are not */
        void addAll(Collection<Resource> candidates, String group) {
            seen.add(candidates);
            for (Resource candidate : candidates) {
                if (!group.isEmpty() && !portion.holds(group, candidate.id())) {
                    others = true;
                } else if (!blocked.test(candidate.id()) && history.add(candidate.id())) {
                    resources.add(candidate);
                }
            }
        }

        Set<String> candidates() {
            Set<String> ids = new HashSet<>();
            seen.forEach(found -> found.forEach(resource -> ids.add(resource.id())));
            return ids;
        }
    }

    /** What a discovery finds in this cycle. */
    Resolved find(DiscoveryUrl url, Duration remaining) throws InterruptedException {
        try {
            SharedValues.Key key = new SharedValues.Key(Resolved.class, url.text(), "");
            return cycle.values().getForAll(key, Resolved.class, () -> call(url, remaining));
        } catch (SharedLoadException e) {
            return Resolved.failed("discovery " + url + " failed: " + e.getMessage());
        }
    }

    private Resolved call(DiscoveryUrl url, Duration remaining) throws InterruptedException {
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
            return call(plugin, url, remaining);
        } finally {
            calls.leave(call);
        }
    }

    private Resolved call(DiscoveryPlugin plugin, DiscoveryUrl url, Duration remaining) throws InterruptedException {
        Timer timer = services.timer();
        long started = timer.nanoTime();
        Cycle seen = cycle.seenBy(plugin.origin().bundle());
        Request request = new Request(url.parameter(), seen, settings.names(), timer, started + remaining.toNanos());
        try (Use<Discovery> use = plugin.access().open()) {
            Resolved found =
                    Guard.call(plugin.description(), () -> taken(use.plugin().discover(request)));
            return report(plugin, url, null, found, started);
        } catch (PluginGoneException e) {
            return Resolved.of(List.of(), "");
        } catch (PluginException e) {
            return report(plugin, url, e.getCause(), Resolved.failed(String.valueOf(e.getMessage())), started);
        }
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
