package io.nephoscope.shell.debug;

import io.nephoscope.shell.command.CommandSet;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.polling.AgentView;
import io.nephoscope.shell.polling.PollingCommands;
import io.nephoscope.shell.socket.ShellMode;
import io.nephoscope.shell.socket.ShellServer;
import io.nephoscope.shell.socket.ShellSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the shell's socket to all of Gogo, if the agent was started so. Whoever may use the socket then reaches every
 * object of the framework, and with them passwords and secrets, and may install code.
 */
@Component(
        service = {},
        immediate = true)
public final class DebugShell {

    private static final Logger LOG = LoggerFactory.getLogger(DebugShell.class);

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final @Nullable ShellServer server;

    @Activate
    public DebugShell(BundleContext context, @Reference CommandProcessor processor, @Reference AgentView agent) {
        if (ShellMode.of(context) != ShellMode.DEBUG) {
            server = null;
            return;
        }
        CommandSet commands = PollingCommands.of(agent);
        commands.all().forEach(command -> registrations.add(register(context, command)));
        registrations.add(context.registerService(
                Converter.class,
                new BundleConverter(context),
                FrameworkUtil.asDictionary(Map.of(Converter.CONVERTER_CLASSES, Bundle.class.getName()))));
        server = ShellSocket.open(context, () -> new GogoEvaluator(processor, commands));
        LOG.warn("The shell is open to all commands of the framework and shows secrets, because the agent was started"
                + " with --shell-debug");
    }

    @Deactivate
    void close() throws IOException {
        registrations.forEach(ServiceRegistration::unregister);
        if (server != null) {
            server.close();
        }
    }

    private static ServiceRegistration<Function> register(BundleContext context, ShellCommand command) {
        Map<String, Object> properties = Map.of(
                CommandProcessor.COMMAND_SCOPE,
                CommandSet.SCOPE,
                CommandProcessor.COMMAND_FUNCTION,
                command.usage().name());
        return context.registerService(
                Function.class, new GogoCommand(command), FrameworkUtil.asDictionary(properties));
    }
}
