package io.nephoscope.tests.plugins.hostile;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.sample.Resource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** A discovery that finds what nobody should find. */
public final class HostileDiscovery extends HostilePlugin implements Discovery {

    /** More than is polled of one discovery of an agent that expects floods. */
    private static final int LANDSLIDE = 100_000;

    @Override
    @SuppressWarnings("NullAway") // That is the abuse.
    public Collection<Resource> discover(DiscoveryRequest request) {
        if (returns(Phase.DISCOVER, "NULL")) {
            return null;
        }
        if (returns(Phase.DISCOVER, "NULL_INSIDE")) {
            return Arrays.asList(Resource.of("one"), null);
        }
        if (returns(Phase.DISCOVER, "LANDSLIDE")) {
            return IntStream.range(0, LANDSLIDE)
                    .mapToObj(number -> Resource.of("resource-number-" + number))
                    .toList();
        }
        if (returns(Phase.DISCOVER, "DOUBLES")) {
            return List.of(Resource.of("one"), Resource.of("one"));
        }
        reach(Phase.DISCOVER);
        return List.of(Resource.of("one"));
    }
}
