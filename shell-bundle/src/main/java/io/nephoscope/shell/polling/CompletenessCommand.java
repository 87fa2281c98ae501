package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.CompletenessDTO;
import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.api.runtime.dto.SeriesDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Option;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Moment;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;
import io.nephoscope.shell.text.Words;
import io.nephoscope.support.text.Glob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Shows what became of every poll that was due, up to the confirmation of its samples, and whether that adds up. */
final class CompletenessCommand implements ShellCommand {

    private static final String SINCE = "--since";
    private static final String SOURCE = "--source";
    private static final String POLLSTER = "--pollster";
    private static final String GAPS = "--gaps";
    private static final Usage USAGE = Usage.of(
            "completeness",
            "",
            "Tell if all that was due has arrived, and what has not",
            Option.value(SINCE, "TIME", "what was due since then: 30m, 6h, 7d, 2026-01-02T03:04 or …04:05Z"),
            Option.value(SOURCE, "GLOB", "only these sources"),
            Option.value(POLLSTER, "GLOB", "only these pollsters"),
            Option.flag(GAPS, "only what has gaps"));

    private final AgentView agent;

    CompletenessCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public List<String> candidates(List<String> words) {
        String before = words.size() < 2 ? "" : words.get(words.size() - 2);
        return switch (before) {
            case SOURCE -> agent.names(state -> state.sources, source -> source.name);
            case POLLSTER -> agent.names(state -> state.pollsters, pollster -> pollster.name);
            default -> List.of();
        };
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        CompletenessDTO report = agent.completeness(since(call));
        report.series = report.series.stream()
                .filter(row -> matches(call, SOURCE, row.source) && matches(call, POLLSTER, row.pollster))
                .filter(row -> !call.arguments().has(GAPS) || SlotFigures.gaps(row.slots) > 0)
                .toList();
        if (call.json()) {
            call.printJson(report);
        } else {
            print(report, call);
        }
        if (!report.closes) {
            throw new CommandFailure(
                    CommandFailure.FAILED, "the sums do not close; report this as a bug of Nephoscope");
        }
    }

    private static Optional<Instant> since(Invocation call) throws CommandFailure {
        Optional<String> typed = call.arguments().value(SINCE);
        Optional<Instant> since = typed.flatMap(text -> Moment.of(text, call.now()));
        if (typed.isPresent() && since.isEmpty()) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    "completeness: “" + typed.get() + "” is no time; as 30m, 6h or 7d, or as 2026-01-02T03:04");
        }
        return since;
    }

    private static boolean matches(Invocation call, String option, String name) {
        return call.arguments()
                .value(option)
                .map(glob -> Glob.of(glob).matches(name))
                .orElse(true);
    }

    private static void print(CompletenessDTO report, Invocation call) {
        List<SeriesDTO> rows = new ArrayList<>(report.series);
        if (rows.size() > 1) {
            rows.add(sum(report.series));
        }
        call.print(rows, table(rows), "Nothing that matches was due.");
        if (!rows.isEmpty()) {
            SeriesDTO last = rows.get(rows.size() - 1);
            call.out().print(Words.wrap(SlotFigures.equation(last.slots), "", call.width()));
        }
        call.out().print(Words.wrap(counted(report, call), "", call.width()));
    }

    private static SeriesDTO sum(List<SeriesDTO> rows) {
        SeriesDTO sum = new SeriesDTO();
        sum.source = "(all)";
        sum.slots = SlotFigures.sum(rows.stream().map(row -> row.slots).toList());
        return sum;
    }

    private static String counted(CompletenessDTO report, Invocation call) {
        String since = report.since > 0
                ? "Counted is what was due since " + Instant.ofEpochMilli(report.since) + "."
                : "Counted since the agent began, " + Times.ago(report.startedAt, call.now()) + ".";
        String carried = report.carriedOver == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Of an earlier agent, %,d polls were found in the journal; they count as due.",
                        report.carriedOver);
        return since + carried;
    }

    /** Kinds that no row has are left out, so that the rare ones are seen. */
    private static Table<SeriesDTO> table(List<SeriesDTO> rows) {
        Table<SeriesDTO> table = new Table<SeriesDTO>()
                .text("SOURCE", row -> row.source)
                .key("POLLSTER", row -> row.pollster)
                .number("COMPLETE", row -> SlotFigures.percentage(row.slots))
                .number("DUE", row -> row.slots.due)
                .number("CONFIRMED", row -> row.slots.confirmed);
        column(table, rows, "STORED", row -> row.slots.stored);
        column(table, rows, "PENDING", row -> row.slots.pending);
        column(table, rows, "NOTHING", row -> row.slots.nothing);
        column(table, rows, "NOT OURS", row -> row.slots.notOurs);
        for (GapKind kind : GapKind.values()) {
            column(
                    table,
                    rows,
                    Words.word(kind).toUpperCase(Locale.ROOT),
                    row -> row.slots.gaps.getOrDefault(kind, 0L));
        }
        return table;
    }

    private static void column(
            Table<SeriesDTO> table, List<SeriesDTO> rows, String title, ToLongFunction<SeriesDTO> count) {
        if (rows.stream().anyMatch(row -> count.applyAsLong(row) > 0)) {
            table.number(title, count::applyAsLong);
        }
    }
}
