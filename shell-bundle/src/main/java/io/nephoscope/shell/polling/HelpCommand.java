package io.nephoscope.shell.polling;

import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import java.util.List;
import java.util.Map;

/** Lists the commands, or explains one. */
final class HelpCommand implements ShellCommand {

    private static final Usage USAGE = Usage.of("help", "[COMMAND]", "List the commands, or explain one");

    private static final Table<Usage> TABLE =
            new Table<Usage>().key("COMMAND", Usage::label).text("WHAT IT DOES", Usage::summary);

    private final List<ShellCommand> commands;

    HelpCommand(List<ShellCommand> commands) {
        this.commands = commands;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<Usage> usages = commands.stream().map(ShellCommand::usage).toList();
        if (call.json()) {
            call.printJson(usages.stream()
                    .map(usage -> Map.of("command", usage.label(), "summary", usage.summary()))
                    .toList());
        } else if (call.arguments().word().isPresent()) {
            explain(call, usages);
        } else {
            call.print(usages, TABLE, "");
            call.out().println("\nEach knows --help, and --json for scripts.");
        }
    }

    @Override
    public List<String> candidates(List<String> words) {
        return commands.stream().map(command -> command.usage().name()).toList();
    }

    private static void explain(Invocation call, List<Usage> usages) throws CommandFailure {
        String name = call.arguments().word().orElseThrow();
        Usage explained = usages.stream()
                .filter(usage -> usage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(CommandFailure.FAILED, "help: there is no command " + name));
        call.out().print(explained.help(call.width()));
    }
}
