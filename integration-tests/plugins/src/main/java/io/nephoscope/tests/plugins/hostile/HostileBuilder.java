package io.nephoscope.tests.plugins.hostile;

import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.tests.plugins.Ticking;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** A builder that lists what nobody should list. */
public final class HostileBuilder extends HostilePlugin implements PollsterBuilder {

    private static final int LANDSLIDE = 20_000;

    @Override
    @SuppressWarnings("NullAway") // That is the abuse.
    public Collection<PollsterDefinition> pollsters() {
        if (returns(Phase.POLLSTERS, "NULL")) {
            return null;
        }
        if (returns(Phase.POLLSTERS, "NULL_INSIDE")) {
            return Arrays.asList(definition("hostile.pollsters.null-inside"), null);
        }
        if (returns(Phase.POLLSTERS, "LANDSLIDE")) {
            return IntStream.range(0, LANDSLIDE)
                    .mapToObj(number -> definition("landslide." + number))
                    .toList();
        }
        if (returns(Phase.POLLSTERS, "NAMES_OF_OTHERS")) {
            return List.of(
                    definition("witness"),
                    definition("twice"),
                    definition("twice"),
                    definition("odd name !*\n"),
                    PollsterDefinition.named("hostile.pollsters.nowhere")
                            .namespaces("compute")
                            .discovery("there-is-no-such-discovery")
                            .pollster(new Ticking()));
        }
        reach(Phase.POLLSTERS);
        return List.of();
    }

    private static PollsterDefinition definition(String name) {
        return PollsterDefinition.named(name).namespaces("compute").pollster(new Ticking());
    }
}
