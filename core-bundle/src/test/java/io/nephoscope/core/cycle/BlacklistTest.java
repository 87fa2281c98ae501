package io.nephoscope.core.cycle;

import static io.nephoscope.core.fake.Plugins.discovery;
import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.discovering;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.fake.RecordingPollster;
import io.nephoscope.core.plugin.Origin;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.source.Source;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlacklistTest {

    private static final Source SOURCE = polling(source("s", 60, "*"), "bad", "good");

    private static final Assignment ASSIGNMENT = new Assignment(SOURCE, pollster("test"));

    private final List<List<String>> calls = new ArrayList<>();
    private final CycleBench bench = new CycleBench();
    private final Blacklist blacklist = bench.memory.blacklist();
    private final PollsterPlugin pollster = pollster("test", this::poll);
    private boolean permanent = true;
    private boolean failing;

    @Test
    void keepsAResourceFromThePollsterThatBlacklistedIt() {
        cycle();
        cycle();

        assertThat(calls).containsExactly(List.of("bad", "good"), List.of("good"));
    }

    @Test
    void stillGivesItToOtherPollsters() {
        RecordingPollster other = new RecordingPollster();
        cycle();

        bench.cycle(List.of(SOURCE), List.of(pollster, pollster("other", other)));

        assertThat(other.calls).containsExactly(List.of("bad", "good"));
    }

    /** In Ceilometer it depends on which source comes first. */
    @Test
    void stillGivesItToThePollsterForOtherSources() {
        cycle();
        permanent = false;

        bench.cycle(List.of(SOURCE, polling(source("t", 60, "*"), "bad")), List.of(pollster));

        assertThat(calls.subList(1, 3)).containsExactlyInAnyOrder(List.of("good"), List.of("bad"));
    }

    @Test
    void showsReasonAndTimes() {
        cycle();

        Instant now = bench.timer.now();
        assertThat(blacklist.all()).singleElement().satisfies(entry -> {
            assertThat(entry.resource()).isEqualTo("bad");
            assertThat(entry.reason()).isEqualTo("no such device");
            assertThat(entry.since()).isEqualTo(now);
            assertThat(entry.retryAt()).hasValue(now.plus(Duration.ofMinutes(10)));
            assertThat(entry.times()).isEqualTo(1);
        });
    }

    /** A pollster that blacklists more and more of them would fill the heap, and the log with each poll. */
    @Test
    void takesNoResourceThatThePollsterWasNotGiven() {
        PollsterPlugin stranger = pollster("test", (resources, poll) -> IntStream.range(0, 1_000)
                .forEach(number -> poll.blacklist(Resource.of("nobodys-" + number), "no such device")));

        bench.cycle(List.of(SOURCE), List.of(stranger));

        assertThat(blacklist.all()).isEmpty();
    }

    @Test
    void triesAgainAfterADelayThatDoubles() {
        cycle();
        bench.timer.advance(Duration.ofMinutes(10));
        cycle();
        bench.timer.advance(Duration.ofMinutes(19));
        cycle();
        bench.timer.advance(Duration.ofMinutes(1));
        cycle();

        assertThat(calls)
                .containsExactly(
                        List.of("bad", "good"), List.of("bad", "good"), List.of("good"), List.of("bad", "good"));
        assertThat(blacklist.all()).singleElement().satisfies(entry -> assertThat(entry.times())
                .isEqualTo(3));
    }

    @Test
    void forgivesAResourceThatIsWellAgain() {
        cycle();
        bench.timer.advance(Duration.ofMinutes(10));
        permanent = false;

        cycle();

        assertThat(blacklist.all()).isEmpty();
    }

    @Test
    void doesNotForgiveAResourceThatFailsAgain() {
        cycle();
        bench.timer.advance(Duration.ofMinutes(10));
        permanent = false;
        failing = true;

        cycle();

        assertThat(blacklist.all()).hasSize(1);
    }

    @Test
    void triesAgainOnceLifted() {
        cycle();

        int lifted = blacklist.clear(entry -> entry.resource().equals("bad"));
        cycle();

        assertThat(lifted).isEqualTo(1);
        assertThat(calls).last().isEqualTo(List.of("bad", "good"));
    }

    @Test
    void outlivesAReloadThatDoesNotTouchItsSource() {
        cycle();

        blacklist.retain(List.of(SOURCE, source("new", 10, "*")), List.of(pollster));

        assertThat(blacklist.all()).hasSize(1);
    }

    @Test
    void outlivesTheAbsenceOfItsPlugin() {
        cycle();

        blacklist.retain(List.of(SOURCE), List.of());
        blacklist.retain(List.of(SOURCE), List.of(pollster));

        assertThat(blacklist.all()).hasSize(1);
    }

    @Test
    void endsWithAChangeOfItsSource() {
        cycle();

        blacklist.retain(List.of(polling(SOURCE, "bad", "good", "new")), List.of(pollster));

        assertThat(blacklist.all()).isEmpty();
    }

    @Test
    void endsWithAnUpdateOfItsPlugin() {
        cycle();
        Origin updated = new Origin("test.bundle", "1.0.1", "7/2");

        blacklist.retain(
                List.of(SOURCE),
                List.of(new PollsterPlugin("test", Set.of("central"), "", "", updated, pollster.pollster())));

        assertThat(blacklist.all()).isEmpty();
    }

    @Test
    void neverTriesAgainWithoutADelay() {
        Backoff never = Backoff.exact(Duration.ZERO, Duration.ofHours(24));

        Blacklist.Entry entry = blacklist.add(ASSIGNMENT, "a", "gone", Instant.EPOCH, never);

        assertThat(entry.retryAt()).isEmpty();
    }

    @Test
    void doublesNoFurtherThanTheLongestDelay() {
        Backoff delays = Backoff.exact(Duration.ofMinutes(10), Duration.ofHours(24));
        for (int times = 1; times < 1000; times++) {
            blacklist.add(ASSIGNMENT, "a", "gone", Instant.EPOCH, delays);
        }

        Blacklist.Entry entry = blacklist.add(ASSIGNMENT, "a", "gone", Instant.EPOCH, delays);

        assertThat(entry.times()).isEqualTo(1000);
        assertThat(entry.retryAt()).contains(Instant.EPOCH.plus(Duration.ofDays(1)));
    }

    /** Instances come and go all the time; each of them that was blacklisted once stayed in the list for ever. */
    @Test
    void forgetsResourcesThatAreGoneOnceTheirDelayIsOver() {
        List<String> there = new ArrayList<>(List.of("bad", "good"));
        bench.with(discovery("some", request -> there.stream().map(Resource::of).toList()));
        Source discovering = discovering(source("s", 60, "test"), "some");
        bench.cycle(List.of(discovering), List.of(pollster));
        there.remove("bad");

        bench.cycle(List.of(discovering), List.of(pollster));
        assertThat(blacklist.all()).hasSize(1);
        bench.timer.advance(Duration.ofMinutes(11));
        bench.cycle(List.of(discovering), List.of(pollster));

        assertThat(blacklist.all()).isEmpty();
    }

    private void cycle() {
        bench.cycle(List.of(SOURCE), List.of(pollster));
    }

    private void poll(Collection<Resource> resources, Poll poll) {
        calls.add(resources.stream().map(Resource::id).toList());
        resources.stream().filter(resource -> resource.id().equals("bad")).forEach(bad -> {
            if (permanent) {
                poll.blacklist(Resource.of(bad.id()), "no such device");
            } else if (failing) {
                poll.failed(bad, "busy");
            }
        });
    }
}
