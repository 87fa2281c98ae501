package io.nephoscope.deploy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands on the files that are whole. A file that cannot be read may be one that is still being copied:
 * it is looked at again, and refused only when it has not changed for a while. Confined to one thread.
 */
final class Inbox {

    static final Duration PAUSE = Duration.ofMillis(250);
    /** Looks without a change until a file is refused: two seconds. */
    static final int PATIENCE = 8;

    static final Duration LONG_PAUSE = Duration.ofSeconds(5);

    /** Runs something later in the same thread; a seam for tests. */
    @FunctionalInterface
    interface Later {
        void run(Duration delay, Runnable task);
    }

    private record Look(FileStamp stamp, int count) {}

    private final JarReader reader;
    private final JarListener listener;
    private final Later later;
    /** The files that could not be read, and are going to be looked at again. */
    private final Map<Path, Look> looks = new HashMap<>();

    Inbox(JarReader reader, JarListener listener, Later later) {
        this.reader = reader;
        this.listener = listener;
        this.later = later;
    }

    /** A file is new, or has changed. */
    void changed(Path file) {
        looks.remove(file);
        look(file);
    }

    void gone(Path file) {
        looks.remove(file);
        guard(() -> listener.remove(file));
    }

    private void look(Path file) {
        try {
            PluginJar jar = reader.read(file);
            looks.remove(file);
            guard(() -> listener.accept(jar));
        } catch (NoSuchFileException e) {
            looks.remove(file);
        } catch (RefusedJarException e) {
            looks.remove(file);
            listener.refuse(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            lookAgain(file, "it cannot be read: " + e.getMessage());
        }
    }

    private void lookAgain(Path file, String problem) {
        try {
            FileStamp stamp = FileStamp.of(file);
            Look last = looks.get(file);
            int count = last != null && last.stamp().equals(stamp) ? last.count() + 1 : 0;
            if (count == PATIENCE) {
                listener.refuse(file, problem);
            }
            Look look = new Look(stamp, count);
            looks.put(file, look);
            later.run(count < PATIENCE ? PAUSE : LONG_PAUSE, () -> lookIfExpected(file, look));
        } catch (IOException gone) {
            looks.remove(file);
        }
    }

    private void lookIfExpected(Path file, Look expected) {
        if (expected.equals(looks.get(file))) {
            look(file);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }

    private static void guard(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
