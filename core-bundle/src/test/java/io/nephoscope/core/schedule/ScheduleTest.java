package io.nephoscope.core.schedule;

import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final PollsterPlugin TEST = pollster("test");
    private static final PollsterPlugin ANOTHER = pollster("testanother");

    @Test
    void pairsASourceWithThePollstersThatItsMetersSelect() {
        Source source = polling(source("test_polling", 60, "test"), "test://");

        Schedule schedule = Schedule.of(List.of(source), List.of(TEST, ANOTHER));

        assertThat(schedule.groups()).containsOnlyKeys(Duration.ofSeconds(60));
        assertThat(schedule.assignments()).containsExactly(new Assignment(source, TEST));
    }

    @Test
    void groupsByInterval() {
        Schedule schedule = Schedule.of(List.of(source("slow", 60, "test"), source("fast", 10, "test")), List.of(TEST));

        assertThat(schedule.groups()).containsOnlyKeys(Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    @Test
    void hasNoGroupForASourceThatSelectsNothing() {
        Schedule schedule = Schedule.of(List.of(source("a", 60, "test"), source("b", 10, "nothing")), List.of(TEST));

        assertThat(schedule.groups()).containsOnlyKeys(Duration.ofSeconds(60));
    }

    @Test
    void takesTheFirstOfTooManyPairsAndTellsHowManyAreLeftOut() {
        List<Source> sources = IntStream.range(0, Schedule.MOST / 2 + 5)
                .mapToObj(index -> source("s" + index, 60, "test*"))
                .toList();

        Schedule schedule = Schedule.of(sources, List.of(TEST, ANOTHER));

        assertThat(schedule.assignments().count()).isEqualTo(Schedule.MOST);
        assertThat(schedule.leftOut()).isEqualTo(10);
        assertThat(schedule.assignments().map(assignment -> assignment.source().name()))
                .contains("s0")
                .doesNotContain("s" + Schedule.MOST / 2);
    }

    @Test
    void putsSourcesOfTheSameIntervalIntoOneGroup() {
        Schedule schedule = Schedule.of(
                List.of(source("test_polling", 60, "test"), source("test_polling_1", 60, "testanother")),
                List.of(TEST, ANOTHER));

        assertThat(schedule.groups()).hasSize(1);
        assertThat(schedule.assignments().map(Assignment::name))
                .containsExactlyInAnyOrder(
                        new AssignmentName("test_polling", "test"),
                        new AssignmentName("test_polling_1", "testanother"));
    }
}
