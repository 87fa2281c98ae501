package io.nephoscope.core.plugin;

import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.support.text.OneLine;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The one place where plugin code is called. Whatever it throws becomes a {@link PluginException}: only
 * interruption, and errors after which the JVM itself is in doubt, pass.
 */
public final class Guard {

    private Guard() {}

    /**
     * Calls a plugin with the agent's class loader as the thread's own. Meanwhile the thread's name ends with
     * the description, so that a thread dump tells who is called; after an error of the JVM it stays so, for
     * whoever handles what no one caught. If the plugin takes that handler's place, that is undone.
     *
     * @param description such as {@code pollster hello.load of org.example.hello}
     */
    public static <T extends @Nullable Object> T call(String description, Callable<? extends T> plugin)
            throws PluginException, InterruptedException {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        ClassLoader loader = thread.getContextClassLoader();
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
        thread.setName(name + " " + description);
        thread.setContextClassLoader(Guard.class.getClassLoader());
        boolean fatal = false;
        try {
            return plugin.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            fatal = isFatal(e);
            throw failure(e);
        } finally {
            thread.setContextClassLoader(loader);
            if (thread.getUncaughtExceptionHandler() != handler) {
                thread.setUncaughtExceptionHandler(handler);
            }
            if (!fatal) {
                thread.setName(name);
            }
        }
    }

    /** Calls a plugin that gives nothing back. */
    public static void run(String description, Call plugin) throws PluginException, InterruptedException {
        call(description, () -> {
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
        if (isFatal(thrown)) {
            throw (VirtualMachineError) thrown;
        }
        return thrown instanceof PluginException told ? told : new PluginException(sentence(thrown), thrown);
    }

    /** Memory and threads are the whole agent's: without them it must end, and be started anew. */
    private static boolean isFatal(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
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
        String type = OneLine.of(thrown.getClass().getSimpleName());
        String message = message(thrown);
        if (message.isBlank()) {
            return type;
        }
        return isExpected(thrown) || thrown instanceof SharedLoadException
                ? message
                : OneLine.of(type + ": " + message);
    }

    /** An exception's message is plugin code too. */
    private static String message(Throwable thrown) {
        try {
            return OneLine.of(thrown.getMessage());
        } catch (RuntimeException | LinkageError e) {
            return "its message cannot be read";
        }
    }
}
