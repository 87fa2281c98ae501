package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.deploy.files.FileFollower;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class PollingFileTest {

    @TempDir
    Path folder;

    private TestFramework framework;
    private ConfigurationAdmin configurations;
    private FileFollower follower;
    private PollingFile polling;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectory(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("etc"), Path.of("real"));
        file = folder.resolve("etc/polling.yaml");
        framework = new TestFramework(
                folder.resolve("cache"),
                Map.of("nephoscope.polling.file", file.toString()),
                "org.apache.felix.configadmin");
        configurations = framework.service(ConfigurationAdmin.class);
        follower = new FileFollower();
        Files.writeString(file, "sources: [ä]\n");
        polling = new PollingFile(configurations, follower, framework.context());
    }

    @AfterEach
    void stop() throws Exception {
        polling.stop();
        follower.stop();
        framework.stop();
    }

    @Test
    void findsTheFileInAFolderThatIsALinkAndNamesItAsItWasGiven() throws Exception {
        assertThat(property("file")).isEqualTo(file.toString());
        assertThat(property("text")).isEqualTo("sources: [ä]\n");
        assertThat(property("settled")).isEqualTo(true);
        assertThat(property("problem")).isEqualTo("");
    }

    @Test
    void leavesTheConfigurationAloneWhenTheTextIsTheSame() throws Exception {
        long count = configuration().getChangeCount();

        write("sources: [ä]\n");

        assertThat(configuration().getChangeCount()).isEqualTo(count);
    }

    @Test
    void deletesTheConfigurationWithTheFile() throws Exception {
        polling.gone(file);

        assertThat(configuration().getProperties()).isNull();
    }

    @Test
    void tellsTheLineThatIsNoUtf8AndKeepsTheTextBefore() throws Exception {
        polling.changed(file, new byte[] {'\n', (byte) 0xE4, 'x', '\n'}, true);

        assertThat(property("text")).isEqualTo("sources: [ä]\n");
        assertThat(String.valueOf(property("problem"))).contains("line 2", "0xE4", "UTF-8");
    }

    @Test
    void complainsOfNothingWhileTheFileIsBeingWritten() throws Exception {
        polling.changed(file, new byte[] {(byte) 0xC3}, false);

        assertThat(property("problem")).isEqualTo("");
    }

    @Test
    void tellsWhyTheFileCannotBeReadUntilItCan() throws Exception {
        polling.refused(file, "is a folder, not a file");
        assertThat(property("problem")).isEqualTo("is a folder, not a file");

        write("sources: []\n");
        assertThat(property("problem")).isEqualTo("");
    }

    private void write(String text) throws IOException {
        polling.changed(file, text.getBytes(StandardCharsets.UTF_8), true);
    }

    private Configuration configuration() throws IOException {
        return configurations.getConfiguration(PollingFile.PID, "?");
    }

    private @Nullable Object property(String key) throws IOException {
        return configuration().getProperties().get(key);
    }
}
