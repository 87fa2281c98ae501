package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.TaskDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;

/** Shows the interval groups. */
final class TasksCommand implements ShellCommand {

    private static final Usage USAGE = Usage.of("tasks", "", "List the interval groups and when each is due");

    private final AgentView agent;

    TasksCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        call.print(agent.snapshot().tasks, table(call), "Nothing is scheduled: no source selects a pollster.");
    }

    private static Table<TaskDTO> table(Invocation call) {
        return new Table<TaskDTO>()
                .number("INTERVAL", task -> Times.span(task.intervalSeconds * 1000))
                .text("SOURCES", task -> String.join(",", task.sources))
                .number("PAIRS", task -> task.assignments)
                .number("NEXT", task -> task.running ? "running" : Times.in(task.nextDueAt, call.now()))
                .number("LAST", task -> Times.ago(task.lastStartedAt, call.now()))
                .number("TIME", task -> Times.duration(task.lastDurationMillis))
                .number("CYCLES", task -> task.cycles)
                .number("OVERRUNS", task -> task.overruns)
                .note(task -> task.hung.isEmpty() ? "" : "hung: " + String.join(", ", task.hung));
    }
}
