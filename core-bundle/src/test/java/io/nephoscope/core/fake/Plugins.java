package io.nephoscope.core.fake;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.Origin;
import io.nephoscope.core.plugin.PollsterAccess;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.core.registry.PollsterOffer;
import io.nephoscope.core.registry.PollsterSelection;
import java.util.List;
import java.util.Set;

/** Plugins of a test bundle. */
public final class Plugins {

    public static final Origin ORIGIN = new Origin("test.bundle", "1.0.0", "7/1");

    private Plugins() {}

    public static PollsterPlugin pollster(String name, Pollster pollster) {
        return pollster(name, "", pollster);
    }

    public static PollsterPlugin pollster(String name, String discovery, Pollster pollster) {
        return new PollsterPlugin(
                name,
                Set.of("central"),
                discovery,
                "",
                ORIGIN,
                new PollsterAccess.AllAtOnce(new FakeAccess<>(pollster)));
    }

    /** A pollster of one resource at a time. */
    public static PollsterPlugin resourcePollster(String name, ResourcePollster pollster) {
        return new PollsterPlugin(
                name, Set.of("central"), "", "", ORIGIN, new PollsterAccess.OneByOne(new FakeAccess<>(pollster)));
    }

    /** A pollster that does nothing. */
    public static PollsterPlugin pollster(String name) {
        return pollster(name, (resources, poll) -> {});
    }

    public static DiscoveryPlugin discovery(String name, Discovery discovery) {
        return new DiscoveryPlugin(name, Set.of("central"), "", ORIGIN, new FakeAccess<>(discovery));
    }

    public static PublisherPlugin publisher(String name, Publisher publisher) {
        return new PublisherPlugin(name, ORIGIN, new FakeAccess<>(publisher));
    }

    /** What counts of pollsters that are described as they should be. */
    public static PollsterSelection selection(List<PollsterPlugin> pollsters, String namespace) {
        return PollsterSelection.of(
                pollsters.stream()
                        .map(pollster -> new PollsterOffer(pollster, ""))
                        .toList(),
                Set.of(namespace));
    }
}
