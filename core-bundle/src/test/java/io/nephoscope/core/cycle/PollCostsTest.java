package io.nephoscope.core.cycle;

import static io.nephoscope.core.fake.Plugins.ORIGIN;
import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.source;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.fake.FakeAccess;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.CycleRequest;
import io.nephoscope.core.schedule.Portion;
import io.nephoscope.core.schedule.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of the time that polls take. */
class PollCostsTest {

    private final CycleBench bench = new CycleBench();

    private DiscoveryPlugin discovery(String name, String group, String... ids) {
        return new DiscoveryPlugin(name, Set.of("central"), group, ORIGIN, new FakeAccess<>(request -> {
            bench.timer.pass(Duration.ofSeconds(7));
            return Stream.of(ids).map(Resource::of).collect(toList());
        }));
    }

    private Pollster taking(int seconds) {
        return (resources, poll) -> bench.timer.pass(Duration.ofSeconds(seconds));
    }

    private void poll(Pollster pollster, Portion portion) {
        Assignment assignment = new Assignment(source("cloud", 60, "test"), pollster("test", "volumes", pollster));
        Slot slot = Slot.open(assignment, bench.timer.now(), portion, bench);
        bench.runner.start(new CycleRequest(Duration.ofMinutes(1), List.of(slot)), () -> {});
    }

    /** Not that of its discovery, nor resources of others. */
    @Test
    void tellsThePollstersTimeAndWhatWasPolled() {
        bench.with(discovery("volumes", "cinder", "a", "b", "c"));

        poll(taking(3), (group, resource) -> !resource.equals("b"));

        assertThat(bench.costs).containsExactly("{cinder=[a, c]} PT3S of PT1M");
    }

    @Test
    void tellsItAlsoOfAPollThatFailed() {
        bench.with(discovery("volumes", "cinder", "a"));

        poll(
                (resources, poll) -> {
                    bench.timer.pass(Duration.ofSeconds(2));
                    throw new PollsterException("no");
                },
                (group, resource) -> true);

        assertThat(bench.costs).containsExactly("{cinder=[a]} PT2S of PT1M");
    }

    @Test
    void tellsTheTimeUntilAPollWasAbandoned() {
        bench.with(discovery("volumes", "cinder", "a"));

        poll((resources, poll) -> bench.timer.advance(Duration.ofMinutes(2)), (group, resource) -> true);

        assertThat(bench.costs).containsExactly("{cinder=[a]} PT53S of PT1M");
    }

    @Test
    void tellsNothingOfWhatIsNotSharedOut() {
        bench.with(discovery("volumes", "cinder", "a"));
        poll(taking(3), Portion.ALL);
        bench.with(discovery("volumes", "", "a"));
        poll(taking(3), (group, resource) -> true);
        bench.with(discovery("volumes", "cinder", "a"));
        poll(taking(3), (group, resource) -> false);

        assertThat(bench.costs).isEmpty();
    }

    /** Whoever loads what several wait for is at it; the others are not. */
    @Test
    void countsNoTimeInWhichAThreadWaitsForAnother() {
        WaitingTimes times = new WaitingTimes(bench.timer::nanoTime);
        Thread here = Thread.currentThread();
        times.begin();
        bench.timer.pass(Duration.ofSeconds(2));
        assertThat(times.of(here)).isEqualTo(2_000_000_000L);
        times.end();
        bench.timer.pass(Duration.ofSeconds(5));
        times.end();

        assertThat(times.of(here)).isEqualTo(2_000_000_000L);
        assertThat(times.of(new Thread("other"))).isZero();
    }
}
