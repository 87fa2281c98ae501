package io.nephoscope.shell.socket;

import io.nephoscope.shell.command.Commands;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandProcessor;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the shell's socket in the agent's var directory for as long as commands can be run. Gogo's runtime asks
 * for a bundle that is its shell.
 */
@Component(
        service = {},
        immediate = true)
public final class ShellSocket {

    private static final Logger LOG = LoggerFactory.getLogger(ShellSocket.class);
    private static final String VAR = "nephoscope.var";

    private final @Nullable ShellServer server;

    @Activate
    public ShellSocket(BundleContext context, @Reference CommandProcessor processor, @Reference Commands commands) {
        server = open(context.getProperty(VAR), processor, commands);
    }

    @Deactivate
    void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static @Nullable ShellServer open(
            @Nullable String directory, CommandProcessor processor, Commands commands) {
        if (directory == null) {
            LOG.warn("The shell has no socket: the framework property {} names no directory for it.", VAR);
            return null;
        }
        try {
            return ShellServer.open(Path.of(directory, "shell.sock"), processor, commands);
        } catch (IOException e) {
            LOG.error("The shell has no socket: {}.", e.getMessage());
            return null;
        }
    }
}
