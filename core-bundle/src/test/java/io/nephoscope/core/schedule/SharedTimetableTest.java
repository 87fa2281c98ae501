package io.nephoscope.core.schedule;

import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.partition.Share;
import io.nephoscope.core.fake.FakePartitioner;
import io.nephoscope.core.fake.ManualTimer;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When several agents share the work; the timer begins at 22.333 s after a full minute. */
class SharedTimetableTest {

    private static final PollsterPlugin CPU = pollster("cpu");
    private static final Source SOURCE = polling(source("s", 60, "*"), "a", "b", "c");

    private final ManualTimer timer = new ManualTimer();
    private final FakePartitioner partitioner = new FakePartitioner();
    private final List<String> polled = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private boolean alone;
    private boolean hostBound;
    private Duration cycleTakes = Duration.ZERO;

    private final Sharing sharing = new Sharing() {

        @Override
        public Optional<Share> share() {
            return alone ? Optional.empty() : Optional.of(partitioner.share());
        }

        @Override
        public boolean concerns(Assignment assignment) {
            return !hostBound;
        }
    };

    private final Timetable timetable =
            new Timetable(timer, this::start, source -> Duration.ZERO, new Missed(), sharing);

    private final class Missed implements SlotLedger {

        @Override
        public void due(Assignment assignment, Instant due, long slots) {}

        @Override
        public void concluded(Assignment assignment, Instant due, Outcome outcome) {}

        @Override
        public void missed(Assignment assignment, Instant due, long slots) {
            missed.add(slots + " of " + assignment.pollster().name());
        }
    }

    @Test
    void pollsAtOnceWhatWasDueAndThenAtFullMinutes() {
        partitioner.own("a", "b");
        apply();

        timer.advance(Duration.ofMinutes(2));

        assertThat(polled)
                .containsExactly("0.0 cpu of 00:11:00 a b", "37.667 cpu of 00:12:00 a b", "97.667 cpu of 00:13:00 a b");
    }

    @Test
    void pollsLateAndOnceWhatHasBecomeItsOwn() {
        partitioner.own("a");
        apply();
        timer.advance(Duration.ofSeconds(10));

        partitioner.own("a", "b");
        timetable.shareChanged();
        timetable.shareChanged();
        partitioner.own("b", "c");
        timetable.shareChanged();
        partitioner.own("a", "b", "c");
        timetable.shareChanged();
        timer.advance(Duration.ofSeconds(40));

        assertThat(polled)
                .containsExactly(
                        "0.0 cpu of 00:11:00 a",
                        "10.0 cpu of 00:11:00.000001 b",
                        "10.0 cpu of 00:11:00.000002 c",
                        "10.0 cpu of 00:11:00.000003 ",
                        "37.667 cpu of 00:12:00 a b c");
    }

    @Test
    void pollsEverythingLateOnceItIsKnownWhatIsItsOwn() {
        apply();
        timer.ring();
        partitioner.own("a");
        timetable.shareChanged();

        assertThat(polled).containsExactly("0.0 cpu of 00:11:00 ", "0.0 cpu of 00:11:00.000001 a");
    }

    @Test
    void pollsNothingAgainBecauseTheAgreementIsAnother() {
        partitioner.own("a");
        apply();
        timer.ring();

        partitioner.own("a");
        timetable.shareChanged();

        assertThat(polled).hasSize(1);
    }

    @Test
    void sharesNothingOutThatBelongsToItsHost() {
        hostBound = true;
        partitioner.own("a");
        apply();
        timer.ring();

        partitioner.own("b");
        timetable.shareChanged();

        assertThat(polled).containsExactly("0.0 cpu of 00:11:00 a b c");
    }

    @Test
    void pollsAnUpdatedPluginAtTheNextTimeThatAllHave() {
        partitioner.own("a");
        apply();
        timer.advance(Duration.ofSeconds(5));

        timetable.apply(Schedule.of(List.of(SOURCE), List.of(pollster("cpu"), pollster("new"))));
        timer.advance(Duration.ofSeconds(40));

        assertThat(polled)
                .containsExactlyInAnyOrder(
                        "0.0 cpu of 00:11:00 a",
                        "5.0 new of 00:11:00 a",
                        "37.667 cpu of 00:12:00 a",
                        "37.667 new of 00:12:00 a");
    }

    @Test
    void goesOnAtTheLastTimeThatWasDueAfterAnOverrun() {
        partitioner.own("a");
        apply();
        cycleTakes = Duration.ofSeconds(200);
        timer.ring();
        cycleTakes = Duration.ZERO;

        timer.advance(Duration.ofSeconds(20));

        assertThat(polled)
                .containsExactly("0.0 cpu of 00:11:00 a", "200.0 cpu of 00:14:00 a", "217.667 cpu of 00:15:00 a");
        assertThat(missed).containsExactly("2 of cpu");
    }

    @Test
    void joinsOthersWithoutPollingTwice() {
        alone = true;
        apply();
        timer.advance(Duration.ofSeconds(10));
        alone = false;
        partitioner.own("a");
        timetable.shareChanged();
        timer.advance(Duration.ofSeconds(30));
        alone = true;
        timetable.shareChanged();
        timer.advance(Duration.ofSeconds(60));

        assertThat(polled)
                .containsExactly(
                        "0.0 cpu of 00:11:22.333333444 a b c",
                        "37.667 cpu of 00:12:00 a",
                        "97.667 cpu of 00:13:00 a b c");
    }

    private void apply() {
        timetable.apply(Schedule.of(List.of(SOURCE), List.of(CPU)));
    }

    private void start(CycleRequest request, Runnable whenDone) {
        for (Slot slot : request.slots()) {
            String resources = Stream.of("a", "b", "c")
                    .filter(resource -> slot.portion().holds("group", resource))
                    .collect(Collectors.joining(" "));
            polled.add("%s %s of %s %s"
                    .formatted(
                            Math.round(timer.nanoTime() / 1e6) / 1e3,
                            slot.assignment().pollster().name(),
                            slot.due().toString().substring(11).replace("Z", "").replaceFirst("^(..:..)$", "$1:00"),
                            resources));
        }
        timer.pass(cycleTakes);
        whenDone.run();
    }
}
