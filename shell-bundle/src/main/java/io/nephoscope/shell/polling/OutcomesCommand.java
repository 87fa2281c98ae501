package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.OutcomesDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Option;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Shows how many polls were due since the start, and what became of each. */
final class OutcomesCommand implements ShellCommand {

    private static final String SOURCES = "--sources";
    private static final Usage USAGE = Usage.of(
            "outcomes",
            "[GLOB]",
            "List how many polls were due and what became of them",
            Option.flag(SOURCES, "by source instead of by pollster"));

    private final AgentView agent;

    OutcomesCommand(AgentView agent) {
        this.agent = agent;
    }

    private record Row(String name, OutcomesDTO slots) {}

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        AgentDTO state = agent.snapshot();
        List<Row> rows = rows(state, call.arguments().has(SOURCES))
                .filter(row -> call.names(row.name()))
                .toList();
        if (call.json()) {
            Map<String, OutcomesDTO> byName = new LinkedHashMap<>();
            rows.forEach(row -> byName.put(row.name(), row.slots()));
            call.printJson(byName);
        } else {
            call.print(rows, table(rows), "Nothing that matches was due yet.");
        }
    }

    @Override
    public List<String> candidates(List<String> words) {
        return agent.names(state -> state.pollsters, pollster -> pollster.name);
    }

    private static Stream<Row> rows(AgentDTO state, boolean bySource) {
        return bySource
                ? state.sources.stream().map(source -> new Row(source.name, source.slots))
                : state.pollsters.stream()
                        .filter(pollster -> pollster.slots.due > 0)
                        .map(pollster -> new Row(pollster.name, pollster.slots));
    }

    /** Outcomes that no row has are left out, so that the rare ones are seen. */
    private static Table<Row> table(List<Row> rows) {
        Table<Row> table = new Table<Row>().key("NAME", Row::name).number("DUE", row -> row.slots().due);
        column(table, rows, "POLLED", slots -> slots.polled);
        column(table, rows, "NOTHING", slots -> slots.nothingToPoll);
        column(table, rows, "FAILED", slots -> slots.failed);
        column(table, rows, "ABANDONED", slots -> slots.abandoned);
        column(table, rows, "QUARANTINED", slots -> slots.quarantined);
        column(table, rows, "BUSY", slots -> slots.busy);
        column(table, rows, "MISSED", slots -> slots.missed);
        column(table, rows, "CANCELLED", slots -> slots.cancelled);
        column(table, rows, "NOT OURS", slots -> slots.notOurs);
        column(table, rows, "STORE FULL", slots -> slots.storeFull);
        return table;
    }

    private static void column(Table<Row> table, List<Row> rows, String title, ToLongFunction<OutcomesDTO> count) {
        if (rows.stream().anyMatch(row -> count.applyAsLong(row.slots()) > 0)) {
            table.number(title, row -> count.applyAsLong(row.slots()));
        }
    }
}
