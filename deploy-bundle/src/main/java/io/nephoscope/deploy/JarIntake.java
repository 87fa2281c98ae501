package io.nephoscope.deploy;

import io.nephoscope.deploy.files.BoundedCalls;
import io.nephoscope.deploy.files.FileStamp;
import io.nephoscope.deploy.files.OverdueException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands on the jars that are whole. One that cannot be read may be one that is still being copied: it is looked at again,
 * and refused only when it has not changed for a while. Confined to one thread.
 */
final class JarIntake {

    static final Duration PAUSE = Duration.ofMillis(250);
    /** Looks without a change until a file is refused: two seconds. */
    static final int PATIENCE = 8;

    static final Duration LONG_PAUSE = Duration.ofSeconds(5);
    /** How long reading one jar may take; a large one may lie far away. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** A step that may be interrupted. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    /** Runs something later in the same thread; a seam for tests. */
    @FunctionalInterface
    interface Later {
        void run(Duration delay, Task task);
    }

    private record Attempt(FileStamp stamp, int count) {}

    private final JarReader reader;
    private final BoundedCalls calls;
    private final JarListener listener;
    private final Later later;
    /** The files that could not be read, and are going to be looked at again. */
    private final Map<Path, Attempt> attempts = new HashMap<>();

    JarIntake(JarReader reader, BoundedCalls calls, JarListener listener, Later later) {
        this.reader = reader;
        this.calls = calls;
        this.listener = listener;
        this.later = later;
    }

    /** A file is new, or has changed. */
    void changed(Path file) throws InterruptedException {
        attempts.remove(file);
        look(file);
    }

    /** A file is there, but cannot even be looked at. */
    void refused(Path file, String reason) {
        attempts.remove(file);
        listener.refuse(file, reason);
    }

    void gone(Path file) throws InterruptedException {
        attempts.remove(file);
        listener.remove(file);
    }

    private void look(Path file) throws InterruptedException {
        try {
            PluginJar jar = calls.call(() -> file, () -> "reading " + file, DEADLINE, () -> reader.read(file));
            attempts.remove(file);
            listener.accept(jar);
        } catch (NoSuchFileException e) {
            attempts.remove(file);
        } catch (IgnoredFileException e) {
            attempts.remove(file);
            listener.ignore(file, String.valueOf(e.getMessage()));
        } catch (RefusedJarException | OverdueException e) {
            attempts.remove(file);
            listener.refuse(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            lookAgain(file, "it cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            attempts.remove(file);
            listener.refuse(file, "it cannot be read: " + Reasons.of(e));
        }
    }

    private void lookAgain(Path file, String problem) {
        try {
            FileStamp stamp = FileStamp.of(file);
            Attempt last = attempts.get(file);
            int count = last != null && last.stamp().equals(stamp) ? last.count() + 1 : 0;
            if (count == PATIENCE) {
                listener.refuse(file, problem);
            }
            Attempt attempt = new Attempt(stamp, count);
            attempts.put(file, attempt);
            later.run(count < PATIENCE ? PAUSE : LONG_PAUSE, () -> lookIfExpected(file, attempt));
        } catch (IOException gone) {
            attempts.remove(file);
        }
    }

    private void lookIfExpected(Path file, Attempt expected) throws InterruptedException {
        if (expected.equals(attempts.get(file))) {
            look(file);
        }
    }
}
