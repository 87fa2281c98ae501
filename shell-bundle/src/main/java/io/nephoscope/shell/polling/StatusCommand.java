package io.nephoscope.shell.polling;

import io.nephoscope.api.health.HealthReport.State;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.HealthDTO;
import io.nephoscope.api.runtime.dto.PartitionsDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Option;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole agent on one screen: is it healthy, and if not, since when, why and what to do. */
final class StatusCommand implements ShellCommand {

    private static final String QUIET = "--quiet";
    private static final Usage USAGE = Usage.of(
            "status",
            "",
            "Tell if the agent is healthy, and if not, why",
            Option.flag(QUIET, "print nothing, for scripts that want the status alone"));

    private final AgentView agent;

    StatusCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        Optional<AgentDTO> state = agent.state();
        List<HealthDTO> reports = AgentView.health(state);
        if (call.json()) {
            call.printJson(json(reports, state));
        } else if (!call.arguments().has(QUIET)) {
            call.out().println(headline(reports));
            reports.stream().filter(report -> report.state != State.OK).forEach(report -> call.out()
                    .print(HealthCommand.lines(report, call)));
            state.ifPresent(agentState -> call.out().print(figures(agentState, agent.sharing(), call)));
        }
        HealthCommand.end(reports);
    }

    private static Map<String, Object> json(List<HealthDTO> reports, Optional<AgentDTO> state) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("healthy", reports.stream().allMatch(report -> report.state == State.OK));
        members.put("health", reports);
        state.ifPresent(agentState -> members.put("agent", agentState));
        return members;
    }

    private static String headline(List<HealthDTO> reports) {
        if (HealthCommand.anyIs(State.FAILED, reports)) {
            return "NOT HEALTHY:";
        }
        return HealthCommand.anyIs(State.WAITING, reports) ? "WAITING for something outside the agent:" : "Healthy.";
    }

    private static String figures(AgentDTO state, Optional<PartitionsDTO> sharing, Invocation call) {
        StringBuilder lines = new StringBuilder();
        Map<String, List<String>> figures = StatusFigures.of(state, call.now());
        sharing.ifPresent(
                partitions -> figures.put("sharing", List.of(PartitionFigures.summary(partitions, call.now()))));
        figures.forEach((label, texts) -> {
            String shown = label;
            for (String text : texts) {
                lines.append(Words.hanging(String.format("%-12s", shown), text, call.width()));
                shown = "";
            }
        });
        return lines.toString();
    }
}
