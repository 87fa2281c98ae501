package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class PollingFileInstallerTest {

    @TempDir
    Path folder;

    private TestFramework framework;
    private ConfigurationAdmin configurations;
    private Path file;
    private PollingFileInstaller installer;

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(folder.resolve("cache"), "org.apache.felix.configadmin");
        configurations = framework.service(ConfigurationAdmin.class);
        file = folder.resolve("polling.yaml");
        installer = new PollingFileInstaller(configurations, file, new SettledFile(Clock.systemUTC(), duration -> {}));
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
    }

    @Test
    void handlesPollingYamlOfItsFolderAlone() {
        assertThat(installer.canHandle(file.toFile())).isTrue();
        assertThat(installer.canHandle(folder.resolve("other.yaml").toFile())).isFalse();
        assertThat(installer.canHandle(folder.resolve("sub/polling.yaml").toFile()))
                .isFalse();
    }

    @Test
    void configuresThePathAndTheWholeText() throws Exception {
        Files.writeString(file, "sources: [ä]\n");

        installer.install(file.toFile());

        assertThat(property("file")).isEqualTo(file.toString());
        assertThat(property("text")).isEqualTo("sources: [ä]\n");
    }

    @Test
    void leavesTheConfigurationAloneWhenTheTextIsTheSame() throws Exception {
        Files.writeString(file, "sources: []\n");
        installer.install(file.toFile());
        long count = configuration().getChangeCount();

        installer.update(file.toFile());

        assertThat(configuration().getChangeCount()).isEqualTo(count);
    }

    @Test
    void deletesTheConfigurationWithTheFile() throws Exception {
        Files.writeString(file, "sources: []\n");
        installer.install(file.toFile());

        installer.uninstall(file.toFile());

        assertThat(configuration().getProperties()).isNull();
    }

    @Test
    void keepsTheConfigurationWhenTheNewTextIsNoUtf8() throws Exception {
        Files.writeString(file, "sources: []\n");
        installer.install(file.toFile());
        Files.write(file, new byte[] {(byte) 0xE4, 'x'});

        installer.update(file.toFile());

        assertThat(property("text")).isEqualTo("sources: []\n");
    }

    @Test
    void overlooksAFileThatIsGoneAgain() throws Exception {
        installer.install(file.toFile());

        assertThat(configuration().getProperties()).isNull();
    }

    private Configuration configuration() throws IOException {
        return configurations.getConfiguration(PollingFileInstaller.PID, "?");
    }

    private @Nullable Object property(String key) throws IOException {
        return configuration().getProperties().get(key);
    }
}
