package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.deploy.files.FileFollower;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {

    /** Stands for File Install's own, which makes the configurations. */
    private static final class Recorder implements ArtifactInstaller {

        final List<String> told = new CopyOnWriteArrayList<>();
        volatile boolean isBroken;

        @Override
        public boolean canHandle(File artifact) {
            return true;
        }

        @Override
        public void install(File artifact) throws Exception {
            if (isBroken) {
                throw new IOException("no space left");
            }
            told.add("install " + artifact.getName());
        }

        @Override
        public void update(File artifact) {
            told.add("update " + artifact.getName());
        }

        @Override
        public void uninstall(File artifact) {
            told.add("uninstall " + artifact.getName());
        }
    }

    @TempDir
    Path folder;

    private final Recorder installer = new Recorder();
    private FileFollower follower;
    private ConfigurationFiles files;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        Path etc = folder.resolve("etc");
        follower = new FileFollower();
        files = new ConfigurationFiles(installer, follower, etc);
        file = etc.resolve("acme.fans.cfg");
    }

    @AfterEach
    void stop() throws Exception {
        files.stop();
        follower.stop();
    }

    @Test
    void hasWhatIsSoundInstalled() throws Exception {
        write("secret = Schlüssel-п\n");

        assertThat(installer.told).containsExactly("install acme.fans.cfg");
        assertThat(files.health()).isEmpty();
    }

    @Test
    void followsTheFolderThatItMade() throws Exception {
        Files.writeString(file, "a = 1\n");

        await().untilAsserted(() -> assertThat(installer.told).contains("install acme.fans.cfg"));
    }

    @Test
    void refusesWhatIsNoUtf8NamingTheLineAndNoValue() throws Exception {
        files.changed(file, "# comment\nsecret = schlüssel\n".getBytes(StandardCharsets.ISO_8859_1), true);

        assertThat(installer.told).isEmpty();
        HealthReport report = files.health().iterator().next();
        assertThat(report.subject()).isEqualTo(file.toString());
        assertThat(report.message())
                .contains("line 2", "0xFC", "UTF-8", "what it said before stays in force")
                .doesNotContain("schl");
    }

    @Test
    void complainsOfNothingWhileAFileIsBeingWritten() throws Exception {
        files.changed(file, new byte[] {'a', '=', (byte) 0xC3}, false);

        assertThat(files.health()).isEmpty();
        assertThat(installer.told).isEmpty();
    }

    @Test
    void namesTheLineOfABrokenEscape() throws Exception {
        write("a = 1\npath = C:\\users\n");

        assertThat(messages()).singleElement().asString().contains("line 2", "hexadecimal");
    }

    @Test
    void refusesKeysThatDifferInCaseOnly() throws Exception {
        write("host = a\nHost = b\n");

        assertThat(messages()).singleElement().asString().contains("twice");
    }

    @Test
    void refusesAMarkThatWouldBecomePartOfAKey() throws Exception {
        write("\uFEFFhost = a\n");

        assertThat(messages()).singleElement().asString().contains("byte order mark");
    }

    @Test
    void uninstallsWhatIsGone() throws Exception {
        files.gone(file);

        assertThat(installer.told).containsExactly("uninstall acme.fans.cfg");
    }

    @Test
    void tellsWhyAFileIsNotInForceUntilItIs() throws Exception {
        files.refused(file, "must not be read by the agent's user");
        assertThat(messages()).singleElement().asString().contains("must not be read");

        write("a = 1\n");
        assertThat(files.health()).isEmpty();
    }

    @Test
    void hasItTriedAgainWhenFileInstallDoesNotTakeIt() {
        installer.isBroken = true;

        assertThatThrownBy(() -> write("a = 1\n")).isInstanceOf(IOException.class);
    }

    @Test
    void takesManyFilesOfOnePrefix() throws Exception {
        for (String name : List.of("acme.fans", "acme.fans.a", "acme.fans.b", "acme.fans.a.b")) {
            write(name, "a = 1\n");
        }

        assertThat(installer.told).hasSize(4);
        assertThat(files.health()).isEmpty();
    }

    @Test
    void takesSeveralConfigurationsWithNamesOfOnePid() throws Exception {
        write("acme.hosts-a", "a = 1\n");
        write("acme.hosts-b", "a = 1\n");

        assertThat(installer.told).containsExactly("install acme.hosts-a.cfg", "install acme.hosts-b.cfg");
        assertThat(files.health()).isEmpty();
    }

    /** The component runtime would throw, and leave it to chance which of both counts. */
    @Test
    void takesNoConfigurationBesideOneWithANameUntilThatIsGone() throws Exception {
        Path named = write("acme.fans-old", "a = 1\n");
        Path single = write("acme.fans", "a = 2\n");

        assertThat(installer.told).containsExactly("install acme.fans-old.cfg");
        assertThat(messages())
                .containsExactly("it is refused, for acme.fans-old.cfg is in force: of acme.fans there is either one"
                        + " configuration or several with names; remove one of the files; what it said before stays"
                        + " in force");

        files.gone(named);

        assertThat(installer.told)
                .containsExactly("install acme.fans-old.cfg", "uninstall acme.fans-old.cfg", "install acme.fans.cfg");
        assertThat(files.health()).isEmpty();
        files.gone(single);
        assertThat(installer.told).endsWith("uninstall acme.fans.cfg");
    }

    @Test
    void takesNoCopyOfTheAgentsOwnConfiguration() throws Exception {
        write("io.nephoscope.core", "threads = 2\n");
        Path copy = write("io.nephoscope.core-2026", "threads = 1\n");

        assertThat(installer.told).containsExactly("install io.nephoscope.core.cfg");
        assertThat(messages())
                .singleElement()
                .asString()
                .contains("there is only one configuration io.nephoscope.core: write io.nephoscope.core.cfg");

        files.gone(copy);

        assertThat(files.health()).isEmpty();
        assertThat(installer.told).hasSize(1);
    }

    @Test
    void takesFurtherConfigurationsOfAmqpBesideTheFirst() throws Exception {
        write("io.nephoscope.publisher.amqp-billing", "a = 1\n");
        write("io.nephoscope.publisher.amqp", "a = 2\n");
        write("io.nephoscope.publisher.amqp~archive", "a = 3\n");

        assertThat(files.health()).isEmpty();
        assertThat(installer.told)
                .containsExactly(
                        "install io.nephoscope.publisher.amqp-billing.cfg",
                        "install io.nephoscope.publisher.amqp.cfg",
                        "install io.nephoscope.publisher.amqp~archive.cfg");
    }

    private Path write(String pid, String text) throws IOException {
        Path other = file.resolveSibling(pid + ".cfg");
        files.changed(other, text.getBytes(StandardCharsets.UTF_8), true);
        return other;
    }

    private void write(String text) throws IOException {
        files.changed(file, text.getBytes(StandardCharsets.UTF_8), true);
    }

    private List<String> messages() {
        return files.health().stream().map(HealthReport::message).toList();
    }
}
