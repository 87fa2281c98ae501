package io.nephoscope.shell.polling;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.shell.command.Command;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole agent on one screen: is it healthy, and if not, why and what to do. */
final class Status implements Command {

    private static final Usage USAGE = Usage.of("status", "", "Tell if the agent is healthy, and if not, why");

    private final Agent agent;

    Status(Agent agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<HealthReport> reports = agent.health();
        Optional<AgentDTO> state = agent.state();
        boolean healthy = Health.healthy(reports);
        if (call.json()) {
            call.printJson(json(healthy, reports, state));
        } else {
            call.out().println(headline(healthy, reports));
            reports.stream()
                    .filter(report -> report.state() != HealthReport.State.OK)
                    .forEach(report -> call.out().print(Health.lines(report, call.width())));
            state.ifPresent(agentState -> call.out().print(figures(agentState, call)));
        }
        if (!healthy) {
            throw new CommandFailure(CommandFailure.FAILED, "");
        }
    }

    private static Map<String, Object> json(boolean healthy, List<HealthReport> reports, Optional<AgentDTO> state) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("healthy", healthy);
        members.put("health", Health.json(reports));
        state.ifPresent(agentState -> members.put("agent", agentState));
        return members;
    }

    private static String headline(boolean healthy, List<HealthReport> reports) {
        if (healthy) {
            return "Healthy.";
        }
        boolean failed = reports.stream().anyMatch(report -> report.state() == HealthReport.State.FAILED);
        return failed ? "NOT HEALTHY:" : "WAITING for something outside the agent:";
    }

    private static String figures(AgentDTO state, Invocation call) {
        StringBuilder lines = new StringBuilder();
        Figures.of(state, call.now())
                .forEach((label, text) ->
                        lines.append(Words.hanging(String.format("%-12s", label), text, call.width())));
        return lines.toString();
    }
}
