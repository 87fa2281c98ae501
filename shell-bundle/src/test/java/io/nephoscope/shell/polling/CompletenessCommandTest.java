package io.nephoscope.shell.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.dto.CompletenessDTO;
import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.api.runtime.dto.SeriesDTO;
import io.nephoscope.shell.command.CommandFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletenessCommandTest {

    private final FakeAgentView agent = new FakeAgentView();
    private final CompletenessDTO report = new CompletenessDTO();
    private Optional<Instant> asked = Optional.empty();

    @BeforeEach
    void answer() {
        report.closes = true;
        report.startedAt = Typed.secondsAgo(3_600);
        SeriesDTO cpu = series("instances", "cpu", 60);
        cpu.slots.confirmed = 50;
        cpu.slots.stored = 3;
        cpu.slots.pending = 1;
        cpu.slots.gaps = Map.of(GapKind.AGENT_DOWN, 5L, GapKind.FAILED, 1L);
        cpu.slots.partialGaps = 1;
        SeriesDTO memory = series("instances", "memory.usage", 60);
        memory.slots.confirmed = 55;
        memory.slots.nothing = 5;
        report.series = List.of(cpu, memory, series("others", "image.size", 0));
        agent.agent.completenessReport = since -> {
            asked = since;
            return report;
        };
    }

    private static SeriesDTO series(String source, String pollster, long due) {
        SeriesDTO series = new SeriesDTO();
        series.source = source;
        series.pollster = pollster;
        series.slots.due = due;
        return series;
    }

    @Test
    void tellsWhatBecameOfAllThatWasDueAndThatItAddsUp() {
        report.carriedOver = 3;

        assertThat(Typed.into(100, agent, "completeness", "--source", "inst*")).isEqualTo(new Typed("""
                SOURCE    POLLSTER     COMPLETE DUE CONFIRMED STORED PENDING NOTHING FAILED AGENT DOWN
                instances cpu           89.28 %  60        50      3       1       0      1          5
                instances memory.usage    100 %  60        55      0       0       5      0          0
                (all)                   94.82 % 120       105      3       1       5      1          5
                The sum closes: 120 due = 105 confirmed + 3 stored + 1 pending + 5 with nothing to send + 1 failed +
                5 agent down; partial gaps: 1.
                Counted since the agent began, 1 h ago. Of an earlier agent, 3 polls were found in the journal; they
                count as due.
                """, "", 0));
    }

    @Test
    void leavesOutWhatDoesNotOccur() {
        assertThat(Typed.into(agent, "completeness", "--pollster", "memory.*").out())
                .isEqualTo("""
                SOURCE    POLLSTER     COMPLETE DUE CONFIRMED NOTHING
                instances memory.usage    100 %  60        55       5
                The sum closes: 60 due = 55 confirmed + 5 with nothing to send.
                Counted since the agent began, 1 h ago.
                """);
    }

    @Test
    void listsOnlyWhatHasGaps() {
        assertThat(Typed.into(agent, "completeness", "--gaps").out())
                .contains("cpu")
                .doesNotContain("memory.usage", "image.size");
    }

    @Test
    void takesTimesAsPeopleTypeThem() {
        Typed.into(agent, "completeness", "--since", "6h");
        assertThat(asked).contains(Typed.NOW.minusSeconds(6 * 3_600));
        Typed.into(agent, "completeness", "--since=2026-01-02T03:00:00Z");
        assertThat(asked).contains(Instant.parse("2026-01-02T03:00:00Z"));
        Typed.into(agent, "completeness");
        assertThat(asked).isEmpty();

        Typed odd = Typed.into(agent, "completeness", "--since", "yesterday");
        assertThat(odd.status()).isEqualTo(CommandFailure.USAGE);
        assertThat(odd.sentence()).contains("“yesterday” is no time");
    }

    @Test
    void tellsSinceWhenItCounts() {
        report.since = Typed.secondsAgo(65);

        assertThat(Typed.into(agent, "completeness", "--since", "1m").out())
                .endsWith("Counted is what was due since 2026-01-02T03:03:00Z.\n");
    }

    @Test
    void failsWhereTheSumDoesNotClose() {
        report.closes = false;
        report.series.get(0).slots.due = 61;

        Typed typed = Typed.into(agent, "completeness", "--pollster", "cpu");

        assertThat(typed.status()).isEqualTo(CommandFailure.FAILED);
        assertThat(typed.sentence()).contains("report this as a bug");
        assertThat(typed.out()).contains("THE SUM DOES NOT CLOSE: 61 due, but 50 confirmed");
    }

    @Test
    void printsAllAsJson() {
        assertThat(Typed.into(agent, "completeness", "--pollster", "cpu", "--json")
                        .out())
                .contains("\"closes\":true", "\"AGENT_DOWN\":5", "\"pollster\":\"cpu\"")
                .doesNotContain("memory.usage");
    }

    @Test
    void neverRoundsUpToAll() {
        SeriesDTO cpu = series("s", "cpu", 1_000_001);
        cpu.slots.confirmed = 1_000_000;
        cpu.slots.gaps = Map.of(GapKind.MISSED, 1L);

        assertThat(SlotFigures.percentage(cpu.slots)).isEqualTo("99.99 %");
        assertThat(SlotFigures.percentage(series("s", "cpu", 0).slots)).isEmpty();
    }

    @Test
    void saysSoWhereNothingWasDue() {
        report.series = List.of();

        assertThat(Typed.into(agent, "completeness").out()).startsWith("Nothing that matches was due.\n");
    }

    @Test
    void completesSourcesAndPollsters() {
        agent.withPollsters("cpu");

        assertThat(new CompletenessCommand(agent.agent).candidates(List.of("completeness", "--pollster", "c")))
                .containsExactly("cpu");
    }

    @Test
    void saysSoWithoutTheCore() {
        agent.agent.completenessReport = null;

        assertThat(Typed.into(agent, "completeness").sentence()).contains("core does not run");
    }
}
