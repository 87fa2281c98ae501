package io.nephoscope.launcher;

import io.nephoscope.launcher.shell.Tty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/**
 * A process that polls once: the agent's framework with its configuration and plugins, but without schedule,
 * publishers, shell and process file, and with a var/ folder of its own that is gone afterwards. It may run beside
 * an agent.
 */
public final class TrialLauncher {

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final long STOP_LIMIT_MILLIS = 4500;
    private static final long START_LIMIT_MILLIS = 60_000;

    private TrialLauncher() {}

    /** Arguments: {@code --debug} and {@code --polling-namespaces NAMES} if wanted, and the words of the command. */
    public static void main(String[] args) {
        List<String> words = new ArrayList<>(List.of(args));
        if (words.remove("--debug")) {
            System.setProperty("nephoscope.log.level", "DEBUG");
        }
        int namespaces = words.indexOf("--polling-namespaces");
        if (namespaces >= 0 && namespaces + 1 < words.size()) {
            System.setProperty("nephoscope.polling.namespaces", words.remove(namespaces + 1));
            words.remove(namespaces);
        }
        Logging.configureForTrial();
        System.setOut(System.err); // what plugins print must not mix with the answer
        int status = FAILED;
        try {
            status = run(words);
        } catch (Exception | LinkageError e) {
            System.err.println("nephoscope: cannot try: " + Launcher.reason(e));
        }
        Runtime.getRuntime().halt(status);
    }

    private static int run(List<String> words) throws Exception {
        Path folder = temporaryFolder();
        Thread cleaner = new Thread(() -> delete(folder), "nephoscope-clean");
        Runtime.getRuntime().addShutdownHook(cleaner);
        try {
            return run(folder, words);
        } finally {
            delete(folder);
        }
    }

    /** Java's own would read the property java.io.tmpdir for good before it is set here. */
    private static Path temporaryFolder() throws IOException {
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"),
                "nephoscope-try-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()));
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        System.setProperty("java.io.tmpdir", folder.toString());
        System.setProperty("jna.tmpdir", folder.toString());
        System.setProperty("nephoscope.var", folder.toString());
        return folder;
    }

    private static int run(Path folder, List<String> words) throws Exception {
        Folders folders = Folders.of(System::getProperty);
        folders.create();
        Framework framework = new FrameworkFactory().newFramework(properties(folders));
        Thread limit = new Thread(() -> haltIfNotStarted(folder), "nephoscope-limit");
        limit.setDaemon(true);
        limit.start();
        start(framework, folders);
        limit.interrupt();
        try {
            return call(framework.getBundleContext(), words);
        } finally {
            framework.stop();
            framework.waitForStop(STOP_LIMIT_MILLIS);
        }
    }

    private static Map<String, String> properties(Folders folders) {
        Properties system = new Properties();
        system.putAll(System.getProperties());
        system.setProperty("nephoscope.trial", "true");
        system.setProperty("nephoscope.trial.width", String.valueOf(Tty.width()));
        return FrameworkProperties.of(folders, system);
    }

    private static void start(Framework framework, Folders folders) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        framework.init();
        framework.getBundleContext().addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.STARTED) {
                started.countDown();
            }
        });
        new SystemBundles(folders.system()).install(framework.getBundleContext(), TrialLauncher::isNeeded);
        framework.start();
        started.await();
    }

    /** Nothing is published, and Gogo is only for the shell of an agent that is debugged. */
    private static boolean isNeeded(Path jar) {
        String name = String.valueOf(jar.getFileName());
        return !name.startsWith("io.nephoscope.publisher.") && !name.startsWith("org.apache.felix.gogo.command");
    }

    @SuppressWarnings("unchecked") // the one with this property takes words
    private static int call(BundleContext context, List<String> words) throws Exception {
        for (ServiceReference<?> reference :
                context.getServiceReferences(ToIntFunction.class, "(nephoscope.main=try)")) {
            if (context.getService(reference) instanceof ToIntFunction<?> command) {
                return ((ToIntFunction<List<String>>) command).applyAsInt(words);
            }
        }
        System.err.println("nephoscope: cannot try: the shell bundle does not run; --debug shows why");
        return USAGE;
    }

    private static void haltIfNotStarted(Path folder) {
        try {
            Thread.sleep(START_LIMIT_MILLIS);
            System.err.println(
                    "nephoscope: cannot try: the framework did not start within 60 s; a plugin's start hangs");
            delete(folder);
            Runtime.getRuntime().halt(FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it has started
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("nephoscope: " + folder + " could not be deleted: " + e);
        }
    }
}
