package io.nephoscope.shell.polling;

import io.nephoscope.api.health.HealthReport.State;
import io.nephoscope.api.runtime.dto.HealthDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Times;
import io.nephoscope.shell.text.Words;
import java.util.List;

/** Shows what each part says of itself. */
final class HealthCommand implements ShellCommand {

    private static final Usage USAGE = Usage.of("health", "", "Print what each part of the agent says of itself");
    private static final String INDENT = " ".repeat(8);

    private final AgentView agent;

    HealthCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<HealthDTO> reports = AgentView.health(agent.state());
        if (call.json()) {
            call.printJson(reports);
        } else {
            reports.forEach(report -> call.out().print(lines(report, call)));
        }
        end(reports);
    }

    /** Ends a command with the status of the worst report. */
    static void end(List<HealthDTO> reports) throws CommandFailure {
        if (anyIs(State.FAILED, reports)) {
            throw new CommandFailure(CommandFailure.FAILED, "");
        }
        if (anyIs(State.WAITING, reports)) {
            throw new CommandFailure(CommandFailure.WAITING, "");
        }
    }

    static boolean anyIs(State state, List<HealthDTO> reports) {
        return reports.stream().anyMatch(report -> report.state == state);
    }

    /** The state before the text, with since when it is so; the remedy below it. */
    static String lines(HealthDTO report, Invocation call) {
        String state = String.format("%-" + INDENT.length() + "s", report.state);
        String since = report.since == 0 || report.state == State.OK
                ? ""
                : " (since " + Times.ago(report.since, call.now()).replace(" ago", "") + ")";
        String text = Words.hanging(state, report.subject + ": " + report.message + since, call.width());
        return report.remedy.isEmpty() ? text : text + Words.wrap("→ " + report.remedy, INDENT, call.width());
    }
}
