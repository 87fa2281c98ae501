package io.nephoscope.launcher;

import ch.qos.logback.classic.LoggerContext;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's process. It ends with status 0 when it was told to stop, by whichever signal, and with 1
 * when it cannot start.
 */
public final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private static volatile int exitStatus;

    private Launcher() {}

    public static void main(String[] args) {
        Folders folders = Folders.of(System::getProperty);
        try {
            Agent agent = Agent.create(folders, FrameworkProperties.of(folders, System.getProperties()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(agent), "nephoscope-stop"));
            if (Boolean.getBoolean("nephoscope.daemon")) {
                System.setOut(LoggedOutput.stream());
            }
            agent.start();
            LOG.info("Started in {} ms from {}", millisSinceStart(), folders.home());
            agent.awaitStop();
        } catch (AlreadyRunningException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            LOG.debug("Start failed", e);
            fail("cannot start: " + e);
        }
        System.exit(exitStatus);
    }

    private static void fail(String message) {
        LOG.error("The agent does not start: {}", message);
        System.err.println("nephoscope: " + message);
        exitStatus = 1;
    }

    private static long millisSinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    /** Runs while the process ends. Halting keeps a process that was told to stop from ending with the signal's status. */
    private static void stop(Agent agent) {
        try {
            agent.stop();
            LOG.info("Stopped");
        } catch (Exception e) {
            LOG.error("The agent did not stop cleanly", e);
        } finally {
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
                logging.stop();
            }
            Runtime.getRuntime().halt(exitStatus);
        }
    }
}
