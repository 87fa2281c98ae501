package io.nephoscope.core.cycle;

import static io.nephoscope.core.fake.Plugins.discovery;
import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.discovering;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.runtime.dto.OutcomeKind;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.fake.RecordingPollster;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.source.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which resources a pollster is given. */
class ResourcesTest {

    private static final Source SOURCE = source("test_polling", 60, "test");

    private final List<Optional<String>> parameters = new ArrayList<>();
    private final RecordingPollster recorder = new RecordingPollster();
    private final PollsterPlugin pollster = pollster("test", "testdiscovery", recorder);
    private final CycleBench bench = new CycleBench()
            .with(
                    discovery("testdiscovery", finding("d1", "d2")),
                    discovery("another", finding("3d", "4d")),
                    discovery("duplicates", finding("dup", "d1", "dup")),
                    discovery("empty", finding()),
                    discovery("broken", request -> {
                        throw new DiscoveryException("the API is down");
                    }));

    @Test
    void fallsBackToThePollstersDiscovery() {
        bench.cycle(List.of(SOURCE), List.of(pollster));

        assertThat(recorder.calls).containsExactly(List.of("d1", "d2"));
        assertThat(parameters).containsExactly(Optional.empty());
    }

    @Test
    void leavesThePollstersDiscoveryAloneWhenTheSourceNamesResources() {
        Source named = discovering(polling(SOURCE, "s1", "s2"), "another", "nonexistent", "broken");

        bench.cycle(List.of(named), List.of(pollster));

        assertThat(recorder.calls).containsExactly(List.of("s1", "s2", "3d", "4d"));
    }

    /** Ceilometer falls back. */
    @Test
    void doesNotFallBackWhenTheSourcesDiscoveryFindsNothing() {
        bench.cycle(List.of(discovering(SOURCE, "empty")), List.of(pollster));

        assertThat(recorder.calls).isEmpty();
    }

    @Test
    void givesADuplicateOnce() {
        bench.cycle(List.of(discovering(polling(SOURCE, "s1", "dup", "dup"), "duplicates")), List.of(pollster));

        assertThat(recorder.calls).containsExactly(List.of("s1", "dup", "d1"));
    }

    @Test
    void callsADiscoveryOncePerCycle() {
        RecordingPollster second = new RecordingPollster();
        List<PollsterPlugin> pollsters = List.of(pollster, pollster("test2", "testdiscovery", second));

        bench.cycle(List.of(source("all", 60, "*")), pollsters);

        assertThat(parameters).hasSize(1);
        assertThat(Stream.of(recorder, second).map(each -> each.calls)).containsOnly(List.of(List.of("d1", "d2")));

        bench.cycle(List.of(source("all", 60, "*")), pollsters);

        assertThat(parameters).hasSize(2);
    }

    /** Ceilometer calls it once per pollster. */
    @Test
    void callsAFailedDiscoveryOncePerCycle() {
        List<String> calls = new ArrayList<>();
        bench.with(discovery("failing", request -> {
            calls.add("call");
            throw new IllegalStateException("bug");
        }));

        bench.cycle(
                List.of(source("all", 60, "*")),
                List.of(pollster("a", "failing", recorder), pollster("b", "failing", recorder)));

        assertThat(calls).hasSize(1);
        assertThat(recorder.calls).isEmpty();
        assertThat(bench.outcomes)
                .hasSize(2)
                .extracting(Outcome::error)
                .containsOnly("discovery failing failed: IllegalStateException: bug");
    }

    @Test
    void pollsEachSourceWithItsOwnResources() {
        bench.with(discovery("one", finding("d1", "d2")), discovery("two", finding("d3", "d4")));
        Source first = discovering(polling(SOURCE, "test://"), "one");
        Source second = discovering(polling(source("second", 60, "test"), "another://"), "two");

        bench.cycle(List.of(first, second), List.of(pollster));

        assertThat(recorder.calls)
                .containsExactlyInAnyOrder(List.of("test://", "d1", "d2"), List.of("another://", "d3", "d4"));
        assertThat(parameters).containsOnly(Optional.empty());
    }

    @Test
    void passesTheParameterOfTheUrl() {
        bench.with(discovery("with_underscore", finding("x")));

        bench.cycle(List.of(discovering(SOURCE, "with_underscore://foo/bar")), List.of(pollster));

        assertThat(parameters).containsExactly(Optional.of("foo/bar"));
    }

    @Test
    void skipsAPollsterWithoutResources() {
        bench.cycle(List.of(SOURCE), List.of(pollster("test", recorder)));

        assertThat(recorder.calls).isEmpty();
        assertThat(bench.batches).isEmpty();
    }

    @Test
    void givesAResourceOfTwoSourcesToAPollsterOnce() {
        Source second = polling(source("second", 60, "test"), "test://");

        bench.cycle(List.of(polling(SOURCE, "test://"), second), List.of(pollster));

        assertThat(recorder.calls).containsExactly(List.of("test://"));
        assertThat(bench.outcomes)
                .extracting(Outcome::kind)
                .containsExactlyInAnyOrder(OutcomeKind.POLLED, OutcomeKind.NOTHING_TO_POLL);
    }

    @Test
    void givesAResourceToEachPollster() {
        RecordingPollster second = new RecordingPollster();
        Source source = polling(source("all", 60, "*"), "test://");

        bench.cycle(List.of(source), List.of(pollster, pollster("other", second)));

        assertThat(recorder.calls).containsExactly(List.of("test://"));
        assertThat(second.calls).containsExactly(List.of("test://"));
    }

    private Discovery finding(String... ids) {
        return request -> {
            parameters.add(request.parameter());
            Collection<Resource> found = Stream.of(ids).map(Resource::of).toList();
            return found;
        };
    }
}
