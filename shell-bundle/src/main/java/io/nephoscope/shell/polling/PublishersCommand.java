package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.PublisherDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Words;

/** Shows the publishers and how many samples each has taken, kept and lost. */
final class PublishersCommand implements ShellCommand {

    private static final Usage USAGE = Usage.of("publishers", "", "List the publishers and what became of the samples");

    private static final Table<PublisherDTO> TABLE = new Table<PublisherDTO>()
            .key("NAME", publisher -> publisher.name)
            .text("STATE", publisher -> Words.word(publisher.state))
            .number("QUEUED", publisher -> publisher.queued)
            .number("IN FLIGHT", publisher -> publisher.inFlight)
            .number("CONFIRMED", publisher -> publisher.confirmed)
            .number("DROPPED", publisher -> publisher.dropped)
            .tail("BUNDLE", publisher -> publisher.bundle)
            .note(publisher -> publisher.detail);

    private final AgentView agent;

    PublishersCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        call.print(agent.snapshot().publishers, TABLE, "No publisher is configured; samples go nowhere.");
    }
}
