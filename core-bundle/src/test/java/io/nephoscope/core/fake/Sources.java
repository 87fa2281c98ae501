package io.nephoscope.core.fake;

import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.MeterFilter;
import io.nephoscope.core.source.Source;
import io.nephoscope.core.source.Timing;
import java.time.Duration;
import java.util.List;

/** Sources in few words. */
public final class Sources {

    private Sources() {}

    public static Source source(String name, int seconds, String... meters) {
        return new Source(name, every(seconds), MeterFilter.of(List.of(meters)), List.of(), List.of(), List.of());
    }

    public static Source polling(Source source, String... resources) {
        return new Source(
                source.name(), source.timing(), source.meters(), List.of(resources), source.discoveries(), List.of());
    }

    public static Source discovering(Source source, String... urls) {
        List<DiscoveryUrl> discoveries =
                List.of(urls).stream().map(DiscoveryUrl::parse).toList();
        return new Source(source.name(), source.timing(), source.meters(), source.resources(), discoveries, List.of());
    }

    public static Source timedOutAfter(Source source, Duration timeout) {
        Timing timing =
                new Timing(source.timing().interval(), timeout, source.timing().jitter());
        return new Source(source.name(), timing, source.meters(), source.resources(), source.discoveries(), List.of());
    }

    private static Timing every(int seconds) {
        return Timing.every(Duration.ofSeconds(seconds));
    }
}
