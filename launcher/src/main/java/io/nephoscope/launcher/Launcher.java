package io.nephoscope.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The agent's process. {@link ExitStatus} tells how it ends. */
public final class Launcher {

    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private static volatile int exitStatus = ExitStatus.STOPPED;

    /** Whether this class itself has called System.exit. */
    private static volatile boolean leaving;

    private Launcher() {}

    public static void main(String[] args) {
        Folders folders = Folders.of(System::getProperty);
        Logging.configure(folders);
        Logger log = LoggerFactory.getLogger(Launcher.class);
        try {
            run(folders, log);
        } catch (AlreadyRunningException e) {
            fail(log, ExitStatus.ALREADY_RUNNING, String.valueOf(e.getMessage()));
        } catch (Exception | LinkageError e) {
            log.debug("Start failed", e);
            fail(log, ExitStatus.NOT_STARTED, "cannot start: " + reason(e));
        }
        leaving = true;
        System.exit(exitStatus);
    }

    private static void run(Folders folders, Logger log) throws Exception {
        refuseWritableFolders(folders);
        AgentFramework agent = AgentFramework.create(folders, FrameworkProperties.of(folders, System.getProperties()));
        ProcessEnd end = new ProcessEnd(
                new PluginCode(agent::bundles), status -> Runtime.getRuntime().halt(status));
        Thread.setDefaultUncaughtExceptionHandler(end);
        Logging.watch(end);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(agent, end), "nephoscope-stop"));
        if (Boolean.getBoolean("nephoscope.daemon")) {
            System.setOut(LoggedOutput.stream());
        }
        if (agent.start()) {
            log.info("Started in {} ms from {}", millisSinceStart(), folders.home());
        }
        agent.awaitStop();
        if (!STOPPING.get()) {
            exitStatus = ExitStatus.ENDED_BY_PLUGIN;
        }
    }

    private static void refuseWritableFolders(Folders folders) throws IOException {
        Optional<String> refusal = FolderPermissions.refusal(folders);
        if (refusal.isPresent() && !"1".equals(System.getenv("NEPHOSCOPE_INSECURE"))) {
            throw new IOException(refusal.get());
        }
    }

    private static void fail(Logger log, int status, String message) {
        log.error("The agent does not start: {}", message);
        System.err.println("nephoscope: " + message);
        exitStatus = status;
    }

    /** The innermost reason in words: what wraps it tells where it was met, which is no news to operators. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof FileSystemException refused && refused.getReason() == null) {
            return message + ": " + inWords(cause.getClass());
        }
        boolean saysAll = cause instanceof FileSystemException || cause.getClass() == IOException.class;
        return saysAll ? message : cause.toString();
    }

    /** {@code AccessDeniedException} as {@code access denied}. */
    private static String inWords(Class<?> failure) {
        String name = failure.getSimpleName().replaceAll("Exception$", "");
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static long millisSinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    /** Runs while the process ends. Halting keeps a process that was told to stop from ending with the signal's status. */
    private static void stop(AgentFramework agent, ProcessEnd end) {
        Logger log = LoggerFactory.getLogger(Launcher.class);
        STOPPING.set(true);
        Optional<String> exits = leaving ? Optional.empty() : end.whoExits();
        if (exits.isPresent()) {
            exitStatus = ExitStatus.ENDED_BY_PLUGIN;
        }
        try {
            agent.stop();
            log.atLevel(exitStatus == ExitStatus.STOPPED ? Level.INFO : Level.ERROR)
                    .log(lastLine(exits));
        } catch (Exception e) {
            log.error("The agent did not stop cleanly", e);
        } finally {
            ProcessEnd.closeLog();
            Runtime.getRuntime().halt(exitStatus);
        }
    }

    private static String lastLine(Optional<String> exits) {
        if (exitStatus == ExitStatus.STOPPED) {
            return "Stopped";
        }
        String status = "; the agent ended with status " + exitStatus;
        if (exits.isPresent()) {
            return "System.exit was called in " + exits.get() + status + ". Take that plugin out";
        }
        return exitStatus == ExitStatus.ENDED_BY_PLUGIN
                ? "A plugin stopped the framework, no operator did" + status
                : "Stopped" + status;
    }
}
