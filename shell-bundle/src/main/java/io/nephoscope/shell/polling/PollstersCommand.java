package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.api.runtime.dto.PollsterState;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Option;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;
import io.nephoscope.shell.text.Words;
import java.util.List;

/** Shows all pollsters with their last poll. */
final class PollstersCommand implements ShellCommand {

    private static final Usage USAGE = Usage.of(
            "pollsters",
            "[GLOB]",
            "List the pollsters and what their last poll did",
            Option.flag("--active", "only those that a source asks for"),
            Option.flag("--failing", "only those whose last poll failed or that cannot be used"));

    private final AgentView agent;

    PollstersCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<PollsterDTO> rows = agent.snapshot().pollsters.stream()
                .filter(pollster -> call.names(pollster.name))
                .filter(pollster -> !call.arguments().has("--active") || pollster.state == PollsterState.ACTIVE)
                .filter(pollster -> !call.arguments().has("--failing") || failing(pollster))
                .toList();
        call.print(rows, table(call), "No pollster matches.");
    }

    @Override
    public List<String> candidates(List<String> words) {
        return agent.names(state -> state.pollsters, pollster -> pollster.name);
    }

    private static Table<PollsterDTO> table(Invocation call) {
        return new Table<PollsterDTO>()
                .key("NAME", pollster -> pollster.name)
                .text("NAMESPACE", pollster -> String.join(",", pollster.namespaces))
                .tail("BUNDLE", pollster -> pollster.bundle)
                .text("SOURCES", PollstersCommand::sources)
                .number("RES", pollster -> pollster.last.resources)
                .number("SAMPLES", pollster -> pollster.last.samples)
                .number("TIME", pollster -> pollster.polls == 0 ? "-" : Times.duration(pollster.last.durationMillis))
                .number("ERR", PollstersCommand::errors)
                .note(pollster -> pollster.reason)
                .note(pollster -> failure(pollster, call));
    }

    /** What failed last, since when and how often. */
    private static String failure(PollsterDTO pollster, Invocation call) {
        boolean lasts = pollster.failingSince > 0 && pollster.failuresInARow > 1;
        String error = pollster.last.error;
        return lasts
                ? Times.failing(pollster.failingSince, pollster.failuresInARow, call.now())
                        + (error.isEmpty() ? "" : ": " + error)
                : error;
    }

    /** Who asks for it; if nobody can, why. */
    private static String sources(PollsterDTO pollster) {
        return pollster.state == PollsterState.ACTIVE
                ? String.join(",", pollster.sources)
                : "(" + Words.word(pollster.state) + ")";
    }

    private static int errors(PollsterDTO pollster) {
        boolean failedAsWhole = pollster.last.failures == 0 && !pollster.last.error.isEmpty();
        return failedAsWhole ? 1 : pollster.last.failures;
    }

    static boolean failing(PollsterDTO pollster) {
        return errors(pollster) > 0 || pollster.failingSince > 0 || pollster.state == PollsterState.FAILED;
    }
}
