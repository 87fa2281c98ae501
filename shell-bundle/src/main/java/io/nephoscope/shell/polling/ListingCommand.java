package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import java.util.List;

/**
 * Lists one kind of thing that the agent knows: all of them, or those whose names match a glob.
 *
 * @param <T> the kind
 */
abstract class ListingCommand<T> implements ShellCommand {

    private final AgentView agent;
    private final Usage usage;
    private final String whenEmpty;

    /** @param whenEmpty what to say when there is nothing to list */
    ListingCommand(AgentView agent, Usage usage, String whenEmpty) {
        this.agent = agent;
        this.usage = usage;
        this.whenEmpty = whenEmpty;
    }

    /** All of the kind. */
    abstract List<T> in(AgentDTO state);

    /** What a glob is held against. */
    abstract String name(T row);

    abstract Table<T> table(Invocation call);

    @Override
    public final Usage usage() {
        return usage;
    }

    @Override
    public final void run(Invocation call) throws CommandFailure {
        List<T> rows = in(agent.snapshot()).stream()
                .filter(row -> call.names(name(row)))
                .toList();
        call.print(rows, table(call), whenEmpty);
    }

    @Override
    public final List<String> candidates(List<String> words) {
        return agent.names(this::in, this::name);
    }
}
