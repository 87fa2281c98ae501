package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.deploy.files.BoundedCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarIntakeTest {

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
        public void ignore(Path file, String reason) {
            told.add("ignore " + file.getFileName() + ": " + reason);
        }

        @Override
        public void remove(Path file) {
            told.add("remove " + file.getFileName());
        }
    }

    private static final byte[] JAR =
            JarBuilder.bundle("acme.fans", "1").type(JarIntakeTest.class).bytes();

    @TempDir
    Path folder;

    private final Recorder recorder = new Recorder();
    private final Deque<JarIntake.Task> later = new ArrayDeque<>();
    private Path file;
    private final BoundedCalls calls = new BoundedCalls("test-jars", Duration.ofSeconds(1), () -> {});
    private JarIntake intake;

    @AfterEach
    void stop() {
        calls.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        file = folder.resolve("fans.jar");
        Path copies = Files.createDirectory(folder.resolve("copies"));
        intake = new JarIntake(new JarReader(copies), calls, recorder, (delay, task) -> later.add(task));
    }

    @Test
    void handsOnAWholeJarAtOnce() throws Exception {
        Files.write(file, JAR);

        intake.changed(file);

        assertThat(recorder.told).containsExactly("accept fans.jar");
        assertThat(later).isEmpty();
    }

    @Test
    void waitsForAJarThatGrowsHoweverSlowly() throws Exception {
        Files.write(file, Arrays.copyOf(JAR, 10));
        intake.changed(file);
        for (int length = 20; length < 400; length += 10) {
            Files.write(file, Arrays.copyOf(JAR, length));
            later.remove().run();
        }
        Files.write(file, JAR);
        later.remove().run();

        assertThat(recorder.told).containsExactly("accept fans.jar");
    }

    @Test
    void refusesABrokenJarOnceAndStillTakesItWhenItIsMended() throws Exception {
        Files.writeString(file, "no jar");
        intake.changed(file);
        for (int look = 0; look < 3 * JarIntake.PATIENCE; look++) {
            later.remove().run();
        }
        Files.write(file, JAR);
        later.remove().run();

        assertThat(recorder.told).containsExactly("refuse fans.jar", "accept fans.jar");
    }

    @Test
    void looksNoMoreAtAFileThatIsGone() throws Exception {
        Files.writeString(file, "no jar");
        intake.changed(file);
        Files.delete(file);
        intake.gone(file);
        later.remove().run();

        assertThat(recorder.told).containsExactly("remove fans.jar");
        assertThat(later).isEmpty();
    }

    @Test
    void refusesAWholeJarThatIsNoPluginAtOnce() throws Exception {
        JarBuilder.empty().writeTo(file);

        intake.changed(file);

        assertThat(recorder.told).containsExactly("refuse fans.jar");
    }

    @Test
    void takesAJarWhoseNameIsInCapitals() throws Exception {
        file = folder.resolve("FANS.JAR");
        Files.write(file, JAR);

        intake.changed(file);

        assertThat(recorder.told).containsExactly("accept FANS.JAR");
    }

    @Test
    void saysWhyFoldersAndOtherFilesAreIgnored() throws Exception {
        intake.changed(Files.createDirectory(folder.resolve("unpacked.jar")));
        intake.changed(Files.writeString(folder.resolve("README.txt"), "read me"));
        intake.changed(Files.writeString(folder.resolve("acme.fans.cfg"), "a = 1"));

        assertThat(recorder.told)
                .containsExactly(
                        "ignore unpacked.jar: it is a folder; only jars that lie in the deploy folder itself are taken",
                        "ignore README.txt: it is no jar",
                        "ignore acme.fans.cfg: it is no jar; configuration belongs into etc/");
    }

    @Test
    void opensNoFifo() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        intake.changed(file);

        assertThat(recorder.told).containsExactly("refuse fans.jar");
    }
}
