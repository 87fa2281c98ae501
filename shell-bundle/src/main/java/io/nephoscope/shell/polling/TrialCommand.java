package io.nephoscope.shell.polling;

import io.nephoscope.api.health.HealthReport.State;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.DryRunDTO;
import io.nephoscope.api.runtime.dto.HealthDTO;
import io.nephoscope.api.runtime.dto.PluginState;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Option;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Words;
import io.nephoscope.support.text.NearestWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Polls once in a process that does nothing else. Plugins and connectors come up meanwhile, so it waits for the
 * pollster and its discovery to appear; all of it is over within the timeout.
 */
public final class TrialCommand implements ShellCommand {

    private static final String LIST = "--list";
    private static final String RESOURCE = "--resource";
    private static final String DISCOVERY = "--discovery";
    private static final String METADATA = "--metadata";
    private static final String TIMEOUT = "--timeout";

    private static final Usage USAGE = Usage.of(
            "try",
            "[POLLSTER|FILE]",
            "Poll once without a running agent, and print the samples; publish nothing. Of a file of dynamic pollsters"
                    + " tell each step",
            Stream.concat(
                            Stream.of(
                                    Option.flag(LIST, "list the pollsters that there are"),
                                    Option.value(
                                            RESOURCE,
                                            "URI",
                                            "poll this static resource instead of what discovery finds"),
                                    Option.value(
                                            DISCOVERY, "URL", "poll what this discovery finds, as in polling.yaml"),
                                    Option.flag(METADATA, "print each sample's metadata too"),
                                    Option.value(TIMEOUT, "SECONDS", "give up after so many (default 60)")),
                            Stream.of(DefinitionFiles.OPTIONS))
                    .toArray(Option[]::new));

    private static final Table<PollsterDTO> POLLSTERS = new Table<PollsterDTO>()
            .key("NAME", pollster -> pollster.name)
            .text("NAMESPACE", pollster -> String.join(",", pollster.namespaces))
            .text("DISCOVERY", pollster -> pollster.discovery)
            .tail("BUNDLE", pollster -> pollster.bundle)
            .note(pollster -> pollster.reason);

    private static final long DEFAULT_TIMEOUT_SECONDS = 60;
    private static final Duration APPEARANCE = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofMillis(1500);
    private static final long LOOK_MILLIS = 50;

    private final AgentView agent;

    public TrialCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure, InterruptedException {
        Optional<String> pollster = call.arguments().word();
        if (pollster.isPresent() == call.arguments().has(LIST)) {
            throw new CommandFailure(CommandFailure.USAGE, "try: name a pollster or a file, or give --list alone");
        }
        long deadline = System.nanoTime() + timeout(call).toNanos();
        if (pollster.filter(DefinitionFiles::isFile).isPresent()) {
            awaitDefinitions(deadline);
            DefinitionFiles.run(call, agent.definitionTrial());
        } else if (pollster.isEmpty()) {
            awaitCalm(deadline);
            call.print(agent.snapshot().pollsters, POLLSTERS, "There is no pollster." + whatIsAmiss());
        } else {
            awaitPollster(pollster.get(), call, deadline);
            finish(call, poll(pollster.get(), call, deadline));
        }
    }

    /** When the whole command must be over. */
    private static Duration timeout(Invocation call) throws CommandFailure {
        String text = call.arguments().value(TIMEOUT).orElse(String.valueOf(DEFAULT_TIMEOUT_SECONDS));
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new CommandFailure(CommandFailure.USAGE, "try: --timeout takes whole seconds from 1 on, not " + text);
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /** Half of the time is left for the poll. */
    private static long appearanceEnd(long deadline) {
        long now = System.nanoTime();
        return now + Math.min((deadline - now) / 2, APPEARANCE.toNanos());
    }

    private void awaitDefinitions(long deadline) throws InterruptedException {
        long end = appearanceEnd(deadline);
        while (agent.definitionTrial == null && System.nanoTime() - end < 0) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void awaitPollster(String name, Invocation call, long deadline)
            throws CommandFailure, InterruptedException {
        long end = appearanceEnd(deadline);
        while (!isReady(name, call)) {
            if (System.nanoTime() - end >= 0) {
                refuseUnknown(name);
                return; // the dry run tells what its discovery lacks
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private boolean isReady(String name, Invocation call) {
        Optional<AgentDTO> state = agent.state();
        Optional<String> given = call.arguments().value(DISCOVERY).map(TrialCommand::bare);
        boolean needsDiscovery = call.arguments().value(RESOURCE).isEmpty() || given.isPresent();
        return agent.dryRun != null
                && state.flatMap(current -> find(current, name))
                        .filter(pollster ->
                                !needsDiscovery || offers(state.get(), given.orElse(bare(pollster.discovery))))
                        .isPresent();
    }

    /** The name of a discovery, without its parameter. */
    private static String bare(String url) {
        int end = url.indexOf("://");
        return end < 0 ? url : url.substring(0, end);
    }

    private static boolean offers(AgentDTO state, String discovery) {
        return discovery.isEmpty()
                || state.discoveries.stream().anyMatch(candidate -> candidate.name.equals(discovery));
    }

    private static Optional<PollsterDTO> find(AgentDTO state, String name) {
        return state.pollsters.stream()
                .filter(pollster -> pollster.name.equals(name))
                .findFirst();
    }

    private void refuseUnknown(String name) throws CommandFailure {
        AgentDTO state = agent.snapshot();
        if (find(state, name).isPresent()) {
            return;
        }
        List<String> names =
                state.pollsters.stream().map(pollster -> pollster.name).toList();
        List<String> near = NearestWord.allNear(name, names);
        String hint = near.isEmpty()
                ? "; try --list shows those there are"
                : "; did you mean " + String.join(", ", near.subList(0, Math.min(3, near.size()))) + "?";
        throw new CommandFailure(CommandFailure.USAGE, "there is no pollster " + name + hint + whatIsAmiss());
    }

    /** Why a pollster may be missing: parts that are not well and plugins that do not run. */
    private String whatIsAmiss() {
        List<String> lines = new ArrayList<>();
        for (HealthDTO part : AgentView.health(agent.state())) {
            if (part.state != State.OK && !part.subject.startsWith("publisher")) { // a trial run has none
                lines.add(part.state + " " + part.subject + ": " + part.message
                        + (part.remedy.isEmpty() ? "" : " → " + part.remedy));
            }
        }
        if (agent.pluginInventory != null) {
            agent.pluginInventory.plugins().stream()
                    .filter(plugin -> plugin.state != PluginState.ACTIVE)
                    .map(plugin -> plugin.file + " is " + Words.word(plugin.state) + ": " + plugin.reason)
                    .forEach(lines::add);
        }
        return lines.isEmpty() ? "" : "\n" + String.join("\n", lines);
    }

    /** Waits until no pollster has come or gone for a while. */
    private void awaitCalm(long deadline) throws InterruptedException {
        long end = appearanceEnd(deadline);
        long calmSince = System.nanoTime();
        List<String> known = List.of();
        while (System.nanoTime() - end < 0 && System.nanoTime() - calmSince < CALM.toNanos()) {
            List<String> now = agent.names(state -> state.pollsters, pollster -> pollster.name);
            if (!now.equals(known) || agent.runtime == null) {
                known = now;
                calmSince = System.nanoTime();
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** In a thread of its own, which a pollster that heeds no interrupt keeps; the process ends all the same. */
    private DryRunDTO poll(String pollster, Invocation call, long deadline)
            throws CommandFailure, InterruptedException {
        FutureTask<DryRunDTO> task = new FutureTask<>(() -> agent.dryRun()
                .poll(
                        pollster,
                        call.arguments().value(RESOURCE),
                        call.arguments().value(DISCOVERY)));
        Thread thread = new Thread(task, "nephoscope-try");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new CommandFailure(
                    CommandFailure.FAILED,
                    pollster + " did not return within " + timeout(call).toSeconds() + " s");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static CommandFailure failure(@Nullable Throwable cause) {
        if (cause instanceof CommandFailure failure) {
            return failure;
        }
        return cause instanceof IllegalArgumentException unknown
                ? new CommandFailure(CommandFailure.USAGE, String.valueOf(unknown.getMessage()))
                : new CommandFailure(CommandFailure.FAILED, "it failed: " + cause);
    }

    private static void finish(Invocation call, DryRunDTO result) throws CommandFailure {
        PollCommand.print(call, result);
        if (result.samples.isEmpty()) {
            throw new CommandFailure(
                    CommandFailure.FAILED,
                    result.resources.isEmpty()
                            ? "There was no resource to poll; --resource and --discovery name others."
                            : "The pollster emitted no sample.");
        }
    }
}
