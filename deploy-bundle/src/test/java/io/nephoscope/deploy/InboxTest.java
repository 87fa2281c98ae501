package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {

    /** Remembers what it is told, one word and the file's name each. */
    private static final class Recorder implements JarListener {

        final List<String> told = new ArrayList<>();

        @Override
        public void accept(PluginJar jar) {
            told.add("accept " + jar.fileName());
        }

        @Override
        public void refuse(Path file, String reason) {
            told.add("refuse " + file.getFileName());
        }

        @Override
        public void remove(Path file) {
            told.add("remove " + file.getFileName());
        }
    }

    private static final byte[] JAR =
            JarBuilder.bundle("acme.fans", "1").type(InboxTest.class).bytes();

    @TempDir
    Path folder;

    private final Recorder recorder = new Recorder();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private Path file;
    private Inbox inbox;

    @BeforeEach
    void prepare() throws IOException {
        file = folder.resolve("fans.jar");
        Path copies = Files.createDirectory(folder.resolve("copies"));
        inbox = new Inbox(new JarReader(copies), recorder, (delay, task) -> later.add(task));
    }

    @Test
    void handsOnAWholeJarAtOnce() throws IOException {
        Files.write(file, JAR);

        inbox.changed(file);

        assertThat(recorder.told).containsExactly("accept fans.jar");
        assertThat(later).isEmpty();
    }

    @Test
    void waitsForAJarThatGrowsHoweverSlowly() throws IOException {
        Files.write(file, Arrays.copyOf(JAR, 10));
        inbox.changed(file);
        for (int length = 20; length < 400; length += 10) {
            Files.write(file, Arrays.copyOf(JAR, length));
            later.remove().run();
        }
        Files.write(file, JAR);
        later.remove().run();

        assertThat(recorder.told).containsExactly("accept fans.jar");
    }

    @Test
    void refusesABrokenJarOnceAndStillTakesItWhenItIsMended() throws IOException {
        Files.writeString(file, "no jar");
        inbox.changed(file);
        for (int look = 0; look < 3 * Inbox.PATIENCE; look++) {
            later.remove().run();
        }
        Files.write(file, JAR);
        later.remove().run();

        assertThat(recorder.told).containsExactly("refuse fans.jar", "accept fans.jar");
    }

    @Test
    void looksNoMoreAtAFileThatIsGone() throws IOException {
        Files.writeString(file, "no jar");
        inbox.changed(file);
        Files.delete(file);
        inbox.gone(file);
        later.remove().run();

        assertThat(recorder.told).containsExactly("remove fans.jar");
        assertThat(later).isEmpty();
    }

    @Test
    void refusesAWholeJarThatIsNoPluginAtOnce() throws IOException {
        JarBuilder.empty().writeTo(file);

        inbox.changed(file);

        assertThat(recorder.told).containsExactly("refuse fans.jar");
    }
}
