package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.DryRunDTO;
import io.nephoscope.api.runtime.dto.SampleDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Option;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.DtoJson;
import io.nephoscope.shell.text.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Polls once, now, and publishes nothing. */
final class PollCommand implements ShellCommand {

    private static final String RESOURCE = "--resource";
    private static final String DISCOVERY = "--discovery";
    private static final String METADATA = "--metadata";

    private static final Usage USAGE = Usage.of(
            "poll",
            "POLLSTER",
            "Poll once, now, and print the samples; publish nothing",
            Option.value(RESOURCE, "URI", "poll this static resource instead of what discovery finds"),
            Option.value(DISCOVERY, "URL", "poll what this discovery finds, as in polling.yaml"),
            Option.flag(METADATA, "print each sample's metadata too"));

    private final AgentView agent;

    PollCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure, InterruptedException {
        String pollster = call.arguments().word().orElseThrow();
        DryRunDTO result = DryRunAnswers.attempt(() -> agent.dryRun()
                .poll(
                        pollster,
                        call.arguments().value(RESOURCE),
                        call.arguments().value(DISCOVERY)));
        print(call, result);
    }

    /** Prints the samples and what failed; with failures it ends with a status other than 0. */
    static void print(Invocation call, DryRunDTO result) throws CommandFailure {
        if (!call.json() && !result.samples.isEmpty()) {
            call.out().print(table(call.arguments().has(METADATA)).render(result.samples, call.width()));
        }
        DryRunAnswers.finish(call, result);
    }

    @Override
    public List<String> candidates(List<String> words) {
        return agent.names(state -> state.pollsters, pollster -> pollster.name);
    }

    private static Table<SampleDTO> table(boolean withMetadata) {
        return new Table<SampleDTO>()
                .text("METER", sample -> sample.meter)
                .tail("RESOURCE", sample -> sample.resourceId)
                .number("VOLUME", sample -> sample.volume)
                .text("UNIT", sample -> sample.unit)
                .text("TYPE", sample -> sample.type)
                .note(sample -> withMetadata ? metadata(sample) : "");
    }

    private static String metadata(SampleDTO sample) {
        return sample.metadata.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + DtoJson.of(entry.getValue()))
                .collect(Collectors.joining(" "));
    }
}
