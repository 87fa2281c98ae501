package io.nephoscope.core.cycle;

import static io.nephoscope.core.fake.Plugins.discovery;
import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.source;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.core.plugin.PollsterPlugin;
import java.util.List;
import java.util.stream.IntStream;

/** Measures what the core itself costs: a cycle of 20 pollsters that emit a sample for each of 10,000 resources. */
public final class CycleBenchmark {

    private static final int RESOURCES = 10_000;
    private static final int POLLSTERS = 20;
    private static final int CYCLES = 30;

    private CycleBenchmark() {}

    public static void main(String[] args) {
        List<Resource> resources = IntStream.range(0, RESOURCES)
                .mapToObj(i -> new Resource("instance-" + i, Subject.of("instance-" + i)))
                .toList();
        CycleBench bench = new CycleBench().with(discovery("all", request -> resources));
        Meter meter = Meter.gauge("meter", "B");
        Pollster pollster = (given, poll) -> given.forEach(resource ->
                poll.emit(Sample.of(meter, 1L, resource.as(Subject.class).orElseThrow())));
        List<PollsterPlugin> pollsters = IntStream.range(0, POLLSTERS)
                .mapToObj(i -> pollster("pollster-" + i, "all", pollster))
                .toList();
        for (int i = 0; i < CYCLES; i++) {
            bench.batches.clear();
            long started = System.nanoTime();
            bench.cycle(List.of(source("benchmark", 60, "*")), pollsters);
            System.out.printf(
                    "%d samples in %d ms%n", bench.samples().size(), (System.nanoTime() - started) / 1_000_000);
        }
    }
}
