package io.nephoscope.core.plugin;

import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.publisher.PublisherException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The one place where plugin code is called. Whatever it throws becomes a {@link PluginException}: only
 * interruption, and errors after which the JVM itself is in doubt, pass.
 */
public final class Guard {

    private Guard() {}

    /** Calls a plugin with the agent's class loader as the thread's own. */
    public static <T extends @Nullable Object> T call(Callable<? extends T> plugin)
            throws PluginException, InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Guard.class.getClassLoader());
        try {
            return plugin.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw failure(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Calls a plugin that gives nothing back. */
    public static void run(Call plugin) throws PluginException, InterruptedException {
        call(() -> {
            plugin.run();
            return true;
        });
    }

    /** A call of a plugin that gives nothing back. */
    @FunctionalInterface
    public interface Call {

        void run() throws Exception;
    }

    /** What a failure means to the operator; rethrows what must not be caught. */
    public static PluginException failure(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
        return new PluginException(sentence(thrown), thrown);
    }

    /** Whether a plugin meant to fail in this way, so that a stack trace would tell nothing. */
    public static boolean isExpected(@Nullable Throwable thrown) {
        return thrown == null
                || thrown instanceof PollsterException
                || thrown instanceof DiscoveryException
                || thrown instanceof PublisherException
                || (thrown instanceof SharedLoadException && isExpected(thrown.getCause()));
    }

    private static String sentence(Throwable thrown) {
        String message = thrown.getMessage();
        String type = thrown.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return type;
        }
        return isExpected(thrown) || thrown instanceof SharedLoadException ? message : type + ": " + message;
    }
}
