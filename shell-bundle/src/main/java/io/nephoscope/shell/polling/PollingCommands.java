package io.nephoscope.shell.polling;

import io.nephoscope.shell.command.Command;
import io.nephoscope.shell.command.Commands;
import io.nephoscope.shell.command.Completion;
import io.nephoscope.shell.command.GogoCommand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers each command for Gogo to find, and knows how a line may go on. */
@Component
public final class PollingCommands implements Commands {

    private final Completion completion;
    private final List<ServiceRegistration<Function>> registrations;

    @Activate
    public PollingCommands(BundleContext context, @Reference Agent agent) {
        List<Command> commands = commands(agent);
        completion = new Completion(commands);
        registrations =
                commands.stream().map(command -> register(context, command)).toList();
    }

    @Deactivate
    void unregister() {
        registrations.forEach(ServiceRegistration::unregister);
    }

    @Override
    public List<String> complete(List<String> words, Collection<String> knownToGogo) {
        return completion.of(words, knownToGogo);
    }

    /** All commands, by what an operator asks first. */
    static List<Command> commands(Agent agent) {
        List<Command> commands = new ArrayList<>();
        commands.add(new Status(agent));
        commands.add(new Health(agent));
        commands.add(new Pollsters(agent));
        commands.add(new Discoveries(agent));
        commands.add(new Sources(agent));
        commands.add(new Tasks(agent));
        commands.add(new Publishers(agent));
        commands.add(new Plugins(agent));
        commands.add(new Blacklist(agent));
        commands.add(new Unblacklist(agent));
        commands.add(new Poll(agent));
        commands.add(new Discover(agent));
        commands.add(new Help(commands));
        return commands;
    }

    private static ServiceRegistration<Function> register(BundleContext context, Command command) {
        Map<String, Object> properties = Map.of(
                CommandProcessor.COMMAND_SCOPE,
                SCOPE,
                CommandProcessor.COMMAND_FUNCTION,
                command.usage().name());
        return context.registerService(
                Function.class, new GogoCommand(command), FrameworkUtil.asDictionary(properties));
    }
}
