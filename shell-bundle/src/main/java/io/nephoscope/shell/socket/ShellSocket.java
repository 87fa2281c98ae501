package io.nephoscope.shell.socket;

import io.nephoscope.shell.polling.AgentView;
import io.nephoscope.shell.polling.PollingCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the shell's socket in the agent's var directory to the agent's own commands. */
@Component(
        service = {},
        immediate = true)
public final class ShellSocket {

    private static final Logger LOG = LoggerFactory.getLogger(ShellSocket.class);
    private static final String VAR = "nephoscope.var";

    private final @Nullable ShellServer server;

    @Activate
    public ShellSocket(BundleContext context, @Reference AgentView agent) {
        ShellMode mode = ShellMode.of(context);
        server = mode == ShellMode.COMMANDS
                ? open(context, () -> new CommandEvaluator(PollingCommands.of(agent)))
                : null;
    }

    @Deactivate
    void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Opens the socket; null if it cannot be, which the log tells. */
    public static @Nullable ShellServer open(BundleContext context, Supplier<? extends Evaluator> evaluators) {
        String directory = context.getProperty(VAR);
        if (directory == null) {
            LOG.warn("The shell has no socket: the framework property {} names no directory for it.", VAR);
            return null;
        }
        try {
            return ShellServer.open(Path.of(directory, "shell.sock"), evaluators);
        } catch (IOException e) {
            LOG.error("The shell has no socket: {}.", e.getMessage());
            return null;
        }
    }
}
