package io.nephoscope.core.cycle;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Portion;
import io.nephoscope.core.schedule.Slot;
import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.Source;
import io.nephoscope.partition.StaticGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds what a pollster is to poll for a source: the source's own resources and discoveries or, where it names
 * neither, the pollster's discovery; each resource once per pollster and cycle. For one cycle; thread-safe.
 */
final class ResourceResolver {

    private final CycleContext cycle;
    private final CycleServices services;
    private final DiscoveryCalls discoveries;

    /**
     * What a pollster is to poll for a source, or what a discovery found.
     *
     * @param error why a discovery failed or was cut short; empty if none was
     * @param others whether there is more, which other agents poll
     * @param shared the ids of those that others might poll instead, by group
     */
    record Resolved(List<Resource> resources, String error, boolean others, Map<String, List<String>> shared) {

        static Resolved of(List<Resource> resources, String error) {
            return new Resolved(resources, error, false, Map.of());
        }

        static Resolved failed(String error) {
            return of(List.of(), error);
        }
    }

    ResourceResolver(CycleContext cycle, CycleServices services, PollSettings settings) {
        this.cycle = cycle;
        this.services = services;
        this.discoveries = new DiscoveryCalls(cycle, services, settings);
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
            return new Resolved(List.of(), "", true, Map.of());
        }
        Blacklist blacklist = services.memory().blacklist();
        Selection selection = new Selection(blacklist.blocked(assignment, cycle.startedAt()), history, portion(slot));
        addStatic(assignment.source(), selection);
        String error = "";
        for (DiscoveryUrl url : assignment.discoveries()) {
            if (poll.isOver()) {
                break;
            }
            Resolved found = discoveries.find(url, Optional.of(slot), poll.remaining());
            selection.addAll(found.resources(), discoveries.group(url));
            error = found.error().isEmpty() ? error : found.error();
        }
        if (error.isEmpty() && !poll.isOver() && !blacklist.isEmpty(assignment)) {
            blacklist.forgetAbsent(assignment, selection.candidates(), cycle.startedAt());
        }
        return new Resolved(selection.resources, error, selection.others, shared(slot, selection));
    }

    /** Of a source with a group of its own the pollster is what is shared out. */
    private static Map<String, List<String>> shared(Slot slot, Selection selection) {
        String group = slot.assignment().source().coordinationGroup();
        return group.isEmpty() || !slot.isShared()
                ? selection.shared
                : Map.of(group, List.of(slot.assignment().pollster().name()));
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

    /** Resources in the order of discovery, without those that are blocked, others', or were handed over before. */
    private static final class Selection {

        private final Predicate<String> blocked;
        private final Set<String> history;
        private final Portion portion;
        private final List<Resource> resources = new ArrayList<>();
        private final Map<String, List<String>> shared = new HashMap<>();
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
            boolean isShared = !group.isEmpty() && portion != Portion.ALL;
            for (Resource candidate : candidates) {
                if (!group.isEmpty() && !portion.holds(group, candidate.id())) {
                    others = true;
                } else if (!blocked.test(candidate.id()) && history.add(candidate.id())) {
                    resources.add(candidate);
                    if (isShared) {
                        shared.computeIfAbsent(group, first -> new ArrayList<>())
                                .add(candidate.id());
                    }
                }
            }
        }

        Set<String> candidates() {
            Set<String> ids = new HashSet<>();
            seen.forEach(found -> found.forEach(resource -> ids.add(resource.id())));
            return ids;
        }
    }

    /** What a discovery finds in this cycle for nobody's slot. */
    Resolved find(DiscoveryUrl url, Duration remaining) throws InterruptedException {
        return discoveries.find(url, Optional.empty(), remaining);
    }
}
