package io.nephoscope.shell.polling;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.shell.command.Command;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what each part says of itself. */
final class Health implements Command {

    private static final Usage USAGE = Usage.of("health", "", "Print what each part of the agent says of itself");

    private static final String INDENT = " ".repeat(8);

    private final Agent agent;

    Health(Agent agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<HealthReport> reports = agent.health();
        if (call.json()) {
            call.printJson(json(reports));
        } else {
            reports.forEach(report -> call.out().print(lines(report, call.width())));
        }
        if (!healthy(reports)) {
            throw new CommandFailure(CommandFailure.FAILED, "");
        }
    }

    static boolean healthy(List<HealthReport> reports) {
        return reports.stream().allMatch(report -> report.state() == HealthReport.State.OK);
    }

    static List<Map<String, String>> json(List<HealthReport> reports) {
        return reports.stream().map(Health::json).toList();
    }

    /** The state before the text, the remedy below it. */
    static String lines(HealthReport report, int width) {
        String state = String.format("%-" + INDENT.length() + "s", report.state());
        String text = Words.hanging(state, report.subject() + ": " + report.message(), width);
        return report.remedy().isEmpty() ? text : text + Words.wrap("→ " + report.remedy(), INDENT, width);
    }

    private static Map<String, String> json(HealthReport report) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("subject", report.subject());
        members.put("state", report.state().name());
        members.put("message", report.message());
        members.put("remedy", report.remedy());
        return members;
    }
}
