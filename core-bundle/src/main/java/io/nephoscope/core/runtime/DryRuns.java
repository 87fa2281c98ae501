package io.nephoscope.core.runtime;

import io.nephoscope.api.runtime.dto.DryRunDTO;
import io.nephoscope.api.runtime.dto.SampleDTO;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.core.cycle.DryRunner;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Timer;
import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.MeterFilter;
import io.nephoscope.core.source.Source;
import io.nephoscope.core.source.Timing;
import io.nephoscope.support.text.Credentials;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Dry runs with the plugins of the moment. */
public final class DryRuns {

    /** How long a plugin is waited for. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Engine engine;
    private final Timer timer;
    private final Executor workers;

    /** @param workers on which plugins are called */
    public DryRuns(Engine engine, Timer timer, Executor workers) {
        this.engine = engine;
        this.timer = timer;
        this.workers = workers;
    }

    /** Polls a resource, what the discovery finds that is given, or what a source would have it poll. */
    public DryRunDTO poll(String name, Optional<String> resource, Optional<String> discovery)
            throws InterruptedException {
        Plan plan = engine.plan();
        PollsterPlugin pollster = find(plan, name);
        List<DiscoveryUrl> given =
                discovery.map(url -> discovery(plan, url)).stream().toList();
        Source source = resource.isEmpty() && given.isEmpty()
                ? sourceFor(plan, pollster)
                : source(resource.stream().toList(), given);
        return dto(new DryRunner(timer, workers, plan.discoveries()).poll(pollster, source));
    }

    private static DiscoveryUrl discovery(Plan plan, String url) {
        DiscoveryUrl parsed = DiscoveryUrl.parse(url);
        if (!plan.discoveries().containsKey(parsed.name())) {
            throw new IllegalArgumentException("there is no discovery " + parsed.name());
        }
        return parsed;
    }

    private static PollsterPlugin find(Plan plan, String name) {
        Stream<PollsterPlugin> others =
                plan.world().pollsters().others().stream().map(other -> other.plugin());
        return Stream.concat(plan.world().pollsters().chosen().values().stream(), others)
                .filter(pollster -> pollster.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no pollster " + name));
    }

    private static Source sourceFor(Plan plan, PollsterPlugin pollster) {
        if (!pollster.discovery().isEmpty()) {
            return source(List.of(), List.of());
        }
        List<Source> sources = plan.world().sources().stream()
                .filter(source -> source.meters().selects(pollster.name()))
                .toList();
        return source(
                sources.stream().flatMap(source -> source.resources().stream()).toList(),
                sources.stream()
                        .flatMap(source -> source.discoveries().stream())
                        .distinct()
                        .toList());
    }

    private static Source source(List<String> resources, List<DiscoveryUrl> discoveries) {
        return new Source(
                "dry run", Timing.every(TIMEOUT), MeterFilter.of(List.of("*")), resources, discoveries, List.of());
    }

    /** Calls a discovery. */
    public DryRunDTO discover(String url) throws InterruptedException {
        Plan plan = engine.plan();
        return dto(new DryRunner(timer, workers, plan.discoveries()).discover(discovery(plan, url), TIMEOUT));
    }

    private static DryRunDTO dto(DryRunner.Result result) {
        DryRunDTO dto = new DryRunDTO();
        dto.resources = result.resources().stream()
                .map(resource -> Credentials.cutFrom(resource.id()))
                .toList();
        dto.samples = result.samples().stream().map(DryRuns::dto).toList();
        dto.failures = result.failures().stream().map(Credentials::cutFrom).toList();
        dto.durationMillis = result.duration().toMillis();
        return dto;
    }

    private static SampleDTO dto(Sample sample) {
        Subject subject = sample.subject();
        SampleDTO dto = new SampleDTO();
        dto.meter = sample.meter().name();
        dto.type = sample.meter().type().wireName();
        dto.unit = sample.meter().unit();
        dto.volume = sample.volume();
        dto.resourceId = Objects.requireNonNullElse(subject.resourceId(), "");
        dto.userId = Objects.requireNonNullElse(subject.owner().userId(), "");
        dto.projectId = Objects.requireNonNullElse(subject.owner().projectId(), "");
        dto.metadata = new LinkedHashMap<>(subject.metadata().asMap());
        return dto;
    }
}
