package io.nephoscope.core.cycle;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.source.DiscoveryUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds what a pollster is to poll for a source: the source's own resources and discoveries or, where
 * it names neither, the pollster's discovery; each resource once per pollster and cycle.
 */
final class ResourceResolver {

    private final Discoveries discoveries;
    private final Blacklist blacklist;
    private final Instant now;

    ResourceResolver(Discoveries discoveries, Blacklist blacklist, Instant now) {
        this.discoveries = discoveries;
        this.blacklist = blacklist;
        this.now = now;
    }

    /** Adds to the pollster's history what it returns; a resource blacklisted for this source is left to others. */
    Resolved resolve(Assignment assignment, Set<String> history) throws InterruptedException {
        Predicate<String> blocked = blacklist.blocked(assignment, now);
        List<Resource> resources = new ArrayList<>();
        Selection selection = new Selection(resources, blocked, history);
        selection.addAll(
                assignment.source().resources().stream().map(Resource::of).toList());
        String error = "";
        for (DiscoveryUrl url : discoveriesOf(assignment)) {
            Discovered found = discoveries.find(url);
            selection.addAll(found.resources());
            error = found.error().isEmpty() ? error : found.error();
        }
        return new Resolved(resources, error);
    }

    private static List<DiscoveryUrl> discoveriesOf(Assignment assignment) {
        String fallback = assignment.pollster().discovery();
        if (assignment.source().namesResources() || fallback.isEmpty()) {
            return assignment.source().discoveries();
        }
        return List.of(DiscoveryUrl.parse(fallback));
    }

    private record Selection(List<Resource> resources, Predicate<String> blocked, Set<String> history) {

        void addAll(Collection<Resource> candidates) {
            for (Resource candidate : candidates) {
                if (!blocked.test(candidate.id()) && history.add(candidate.id())) {
                    resources.add(candidate);
                }
            }
        }
    }
}
