package io.nephoscope.launcher;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import ch.qos.logback.classic.LoggerContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when memory or threads ran out, and tells who ended it when no operator did: the last line of the
 * log names the thread, and with it the plugin.
 *
 * <p>Java's own ExitOnOutOfMemoryError would end it without a word, and not at all when threads run out. So every
 * OutOfMemoryError that anybody tells of ends here: from a thread that ends by it, from the framework, and from
 * whatever is logged. One that is caught and told to nobody costs nothing but the call that it ended; where the heap
 * is really full, another thread soon meets the next.
 */
final class ProcessEnd implements UncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);
    private static final long LIMIT_SECONDS = 5;
    private static final long IN_PLUGIN_NANOS = 500_000_000;
    private static final long LOOK_MILLIS = 50;
    private static final int RESERVE_BYTES = 2 << 20;
    private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);
    private static final byte[] BARE_LINE = new byte[512];
    private static final String BARE = "nephoscope: out of memory or threads, and none left to log it; in thread ";

    private final PluginCode plugins;
    private final IntConsumer halt;
    /** The thread that ends the process. */
    private final AtomicReference<@Nullable Thread> ending = new AtomicReference<>();

    private final CountDownLatch ended = new CountDownLatch(1);

    /** Whether a thread that is in a plugin met the error, too, after another had met it first; under this lock. */
    private boolean metInPlugin;

    /** Given up to have memory for the last line. */
    private final AtomicReference<byte @Nullable []> reserve = new AtomicReference<>(new byte[RESERVE_BYTES]);

    /** @param halt ends the process with a status, at once */
    ProcessEnd(PluginCode plugins, IntConsumer halt) {
        this.plugins = plugins;
        this.halt = halt;
        rehearse();
        // Made now, because there may be no thread to be had later: logging may wait for a lock that is never free.
        Thread limit = new Thread(this::haltAfterLimit, "nephoscope-end");
        limit.setDaemon(true);
        limit.start();
    }

    /** Walks the way of a full heap once: Java takes memory for what runs for the first time. */
    private void rehearse() {
        Thread thread = Thread.currentThread();
        ending.set(thread);
        uncaughtException(thread, new OutOfMemoryError());
        ending.set(null);
        isInPlugin(thread);
        tellWhoWaits();
        awaitPlugin();
        metInPlugin = false;
    }

    /** Whether memory or threads ran out, also if what tells so wraps it. */
    static boolean isOutOfMemory(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    /** Of a thread that ends by what nobody caught. Any other failure than lack of memory costs that thread alone. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        try {
            if (isOutOfMemory(failure)) {
                outOfMemory(thread, failure);
            } else {
                LOG.error("Thread \"{}\" ended by what nobody caught", thread.getName(), failure);
            }
        } catch (OutOfMemoryError e) {
            outOfMemory(thread, e);
        }
    }

    /** Ends the process, unless another thread does already. Also when there is no memory to say why. */
    void outOfMemory(Thread thread, Throwable failure) {
        if (!ending.compareAndSet(null, thread)) {
            // What the ending thread logs comes here again.
            if (thread != ending.get() && isInPlugin(thread)) {
                tellWhoWaits();
                stay();
            }
            return;
        }
        try {
            if (!isInPlugin(thread)) {
                awaitPlugin();
            }
            // Nothing before this may need memory.
            reserve.set(null);
            ended.countDown();
            LOG.error("Memory or threads ran out", failure);
            LOG.error("{}", sentence(thread, failure));
            closeLog();
        } catch (Throwable noMemoryLeft) {
            tellBare(thread.getName());
        } finally {
            halt.accept(ExitStatus.OUT_OF_MEMORY);
        }
    }

    private static boolean isInPlugin(Thread thread) {
        return thread.getName().contains(" of ");
    }

    private synchronized void tellWhoWaits() {
        metInPlugin = true;
        notifyAll();
    }

    /** Of a thread that would use up, while the process ends, what the reserve gave. */
    private synchronized void stay() {
        while (true) {
            try {
                wait();
            } catch (InterruptedException stays) {
                // Whoever wants this thread back waits for a moment: the process ends.
            }
        }
    }

    /**
     * The first to meet the error may be an innocent thread: the one that takes all memory then meets it in the same
     * moment, and is named because it stays. Waits without the memory that java.util.concurrent would need.
     */
    private synchronized void awaitPlugin() {
        long end = System.nanoTime() + IN_PLUGIN_NANOS;
        while (!metInPlugin && System.nanoTime() - end < 0) {
            try {
                wait(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return; // then without it
            }
        }
    }

    /** To be called in a shutdown hook: who called System.exit; empty if a signal ends the process. */
    Optional<String> whoExits() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> runsTheHooks(thread.getValue()))
                .map(thread -> teller(thread.getKey(), thread.getValue()))
                .findFirst();
    }

    /** Of several threads in System.exit, one runs the hooks and the others wait for it; a signal's is never in it. */
    private static boolean runsTheHooks(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals("java.lang.ApplicationShutdownHooks"))
                && Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                                && frame.getMethodName().equals("exit"));
    }

    private String sentence(Thread thread, Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof OutOfMemoryError) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean threads = String.valueOf(cause.getMessage()).contains("native thread");
        String calls = PluginCode.calledNow();
        return (threads ? "Out of threads" : "Out of memory") + " (" + cause.getMessage() + ") in "
                + teller(thread, cause.getStackTrace())
                + (calls.isEmpty() ? "" : "; plugins that were being called: " + calls)
                + (threads ? mostThreads() : "")
                + "; the agent ends with status " + ExitStatus.OUT_OF_MEMORY
                + (threads
                        ? ". Take that plugin out, or raise the limit on threads (TasksMax, ulimit -u)"
                        : ". Take that plugin out, or raise the heap (JAVA_OPTS=-Xmx512m);"
                                + " NEPHOSCOPE_HEAP_DUMP=1 has the next one leave a heap dump in var/log");
    }

    private String teller(Thread thread, StackTraceElement[] stack) {
        String name = "thread \"" + thread.getName() + "\"";
        return name + plugins.on(stack).map(frame -> ", at " + frame).orElse("");
    }

    /** Which threads there are most of: what leaked them has given them names alike, and stands on their stacks. */
    private String mostThreads() {
        Map<String, Long> counts = PluginCode.threads().collect(groupingBy(ProcessEnd::kind, counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> "; of all threads most (" + most.getValue() + ") are named \"" + most.getKey() + "\""
                        + ownerOf(most.getKey()))
                .orElse("");
    }

    private static String kind(Thread thread) {
        return thread.getName().replaceAll("\\d+", "N");
    }

    private String ownerOf(String kind) {
        return PluginCode.threads()
                .filter(thread -> kind(thread).equals(kind))
                .limit(3)
                .flatMap(thread -> plugins.on(thread.getStackTrace()).stream())
                .findFirst()
                .map(frame -> ", at " + frame)
                .orElse("");
    }

    /** Flushes the log's files. */
    static void closeLog() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.stop();
        }
    }

    /** The last line without any memory, on standard error, which is nephoscope.err in the background. */
    private static void tellBare(String threadName) {
        int length = 0;
        for (int part = 0; part < 2; part++) {
            String text = part == 0 ? BARE : threadName;
            for (int i = 0; i < text.length() && length < BARE_LINE.length - 1; i++) {
                BARE_LINE[length++] = (byte) text.charAt(i);
            }
        }
        BARE_LINE[length++] = '\n';
        try {
            STDERR.write(BARE_LINE, 0, length);
        } catch (IOException e) {
            return; // nobody listens, and the status tells it too
        }
    }

    private void haltAfterLimit() {
        try {
            ended.await();
            TimeUnit.SECONDS.sleep(LIMIT_SECONDS);
            halt.accept(ExitStatus.OUT_OF_MEMORY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
