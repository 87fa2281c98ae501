package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.PartitionsDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Option;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import java.time.Duration;
import java.util.List;

/** Shows how several agents share out what they poll; and hands over what this one polls, before it is to stop. */
final class PartitionsCommand implements ShellCommand {

    private static final String LEAVE = "leave";
    private static final String RETURN = "return";
    private static final String TIMEOUT = "--timeout";
    private static final long STANDARD_TIMEOUT = 120;
    private static final Duration LOOKS_APART = Duration.ofMillis(250);

    private static final Usage USAGE = Usage.of(
            "partitions",
            "[ACTION]",
            "Tell how agents share polling; leave them, or return",
            Option.value(TIMEOUT, "SECONDS", "how long leave waits until all is handed over; " + STANDARD_TIMEOUT));

    private final AgentView agent;

    PartitionsCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public List<String> candidates(List<String> words) {
        return List.of(LEAVE, RETURN);
    }

    @Override
    public void run(Invocation call) throws CommandFailure, InterruptedException {
        String action = call.arguments().word().orElse("");
        switch (action) {
            case "" -> show(call);
            case LEAVE -> leave(call, timeout(call));
            case RETURN -> comeBack(call);
            default ->
                throw new CommandFailure(
                        CommandFailure.USAGE, "partitions: “" + action + "” is neither leave nor return");
        }
    }

    private static Duration timeout(Invocation call) throws CommandFailure {
        String typed = call.arguments().value(TIMEOUT).orElse(String.valueOf(STANDARD_TIMEOUT));
        try {
            return Duration.ofSeconds(Math.max(1, Math.min(86_400, Long.parseLong(typed))));
        } catch (NumberFormatException e) {
            throw new CommandFailure(CommandFailure.USAGE, "partitions: “" + typed + "” is no number of seconds");
        }
    }

    private void show(Invocation call) throws CommandFailure {
        PartitionsDTO partitions = agent.partitionReport().partitions();
        if (call.json()) {
            call.printJson(partitions);
        } else {
            call.out().print(PartitionFigures.screen(partitions, call));
        }
    }

    private void leave(Invocation call, Duration timeout) throws CommandFailure, InterruptedException {
        PartitionsDTO before = agent.partitionReport().partitions();
        refuse(before);
        agent.partitionControl().leave();
        long end = System.nanoTime() + timeout.toNanos();
        PartitionsDTO now = before;
        while (!now.handedOver) {
            if (System.nanoTime() - end > 0) {
                throw new CommandFailure(
                        CommandFailure.FAILED,
                        "after " + timeout.toSeconds() + " s not all is handed over, but it goes on; partitions tells"
                                + " how far, partitions return takes part again");
            }
            Thread.sleep(LOOKS_APART.toMillis());
            now = agent.partitionReport().partitions();
        }
        if (call.json()) {
            call.printJson(now);
        } else {
            call.out().println("All is handed over; this agent may be stopped.");
        }
    }

    private static void refuse(PartitionsDTO partitions) throws CommandFailure {
        String reason = "";
        if (PartitionFigures.isOff(partitions)) {
            reason = "nothing is shared out, so there is nobody to hand over to";
        } else if (!partitions.connected) {
            reason = "the other agents cannot be reached, so nothing can be handed over";
        } else if (partitions.members.stream()
                .noneMatch(member -> member.present && !member.leaving && !member.id.equals(partitions.member))) {
            reason = "there is no other agent to hand over to";
        }
        if (!reason.isEmpty()) {
            throw new CommandFailure(CommandFailure.FAILED, reason);
        }
    }

    private void comeBack(Invocation call) throws CommandFailure {
        agent.partitionControl().comeBack();
        if (call.json()) {
            call.printJson(agent.partitionReport().partitions());
        } else {
            call.out().println("This agent takes part again, and gets its share when the others have seen it.");
        }
    }
}
