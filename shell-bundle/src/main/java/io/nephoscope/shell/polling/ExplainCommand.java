package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.ResourceOwnerDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Option;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Times;
import io.nephoscope.shell.text.Words;
import java.util.List;
import java.util.Optional;

/** Tells which agent polls a resource, and why. */
final class ExplainCommand implements ShellCommand {

    private static final String GROUP = "--group";
    private static final Usage USAGE = Usage.of(
            "explain",
            "RESOURCE",
            "Tell which agent polls a resource, and why",
            Option.value(
                    GROUP, "NAME", "what it is shared out with, as discoveries name it; else all that were polled"));

    private final AgentView agent;

    ExplainCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public List<String> candidates(List<String> words) {
        boolean isGroup = words.size() > 1 && words.get(words.size() - 2).equals(GROUP);
        return isGroup
                ? agent.names(state -> state.discoveries, discovery -> discovery.group).stream()
                        .filter(group -> !group.isEmpty())
                        .distinct()
                        .toList()
                : List.of();
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        String resource = call.arguments().word().orElse("");
        Optional<String> group = call.arguments().value(GROUP);
        List<ResourceOwnerDTO> owners = agent.partitionReport().owners(resource, group);
        if (call.json()) {
            call.printJson(owners);
        } else if (owners.isEmpty()) {
            call.out().print(Words.wrap(nothing(), "", call.width()));
        } else {
            owners.forEach(owner -> call.out().print(Words.wrap(sentence(owner, call), "", call.width())));
        }
    }

    private String nothing() throws CommandFailure {
        return PartitionFigures.isOff(agent.partitionReport().partitions())
                ? "Nothing is shared out: this agent polls all it finds."
                : "This agent has polled nothing yet that is shared out; --group tells what it is shared out with.";
    }

    private static String sentence(ResourceOwnerDTO owner, Invocation call) {
        String lies = "Shared out with " + owner.group + ", it lies in slot " + owner.slot + ", which ";
        if (owner.owner.isEmpty()) {
            return lies + "nobody owns yet.";
        }
        String whose = lies + "is " + owner.owner + "'s" + (owner.own ? " (this agent)" : "") + " by generation "
                + owner.generation;
        return owner.nextAt == 0
                ? whose + "."
                : whose + "; what is due later than "
                        + Times.in(owner.nextAt, call.now()).replace("in ", "") + " from now is "
                        + (owner.next.isEmpty() ? "nobody" : owner.next) + "'s.";
    }
}
