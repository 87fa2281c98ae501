package io.nephoscope.discovery.cloud;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.sample.Resource;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cycle found, for others that began with it. It holds nothing that no cycle uses any more: lists may be large.
 *
 * @param series of the cycle that read
 * @param begun when that cycle began
 * @param parameter what it was asked
 */
record RecentReading(
        String series, Instant begun, Optional<String> parameter, WeakReference<Collection<Resource>> found) {

    /** Cycles that are due together begin within this of each other. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    static final RecentReading NONE =
            new RecentReading("", Instant.MIN, Optional.empty(), new WeakReference<>(List.of()));

    static RecentReading of(DiscoveryRequest request, Collection<Resource> found) {
        return new RecentReading(
                request.cycle().series(), request.cycle().startedAt(), request.parameter(), new WeakReference<>(found));
    }

    /** What was found, if it is as good for another cycle as a reading of its own; else null. */
    @Nullable
    Collection<Resource> of(DiscoveryRequest request) {
        boolean together = !series.isEmpty()
                && !series.equals(request.cycle().series())
                && parameter.equals(request.parameter())
                && Duration.between(begun, request.cycle().startedAt()).abs().compareTo(TOGETHER) < 0;
        return together ? found.get() : null;
    }
}
