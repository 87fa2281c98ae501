package io.nephoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class FrameworkPropertiesTest {

    private static final Folders FOLDERS =
            new Folders(Path.of("/home"), Path.of("/etc/n"), Path.of("/var/n"), Path.of("/srv/deploy"));

    private final Properties system = new Properties();

    @Test
    void tellsBundlesWhereTheAgentsFilesAre() {
        assertThat(FrameworkProperties.of(FOLDERS, system))
                .containsEntry("nephoscope.home", "/home")
                .containsEntry("nephoscope.etc", "/etc/n")
                .containsEntry("nephoscope.var", "/var/n")
                .containsEntry("nephoscope.deploy", "/srv/deploy")
                .containsEntry("nephoscope.plugins", "/var/n/plugins")
                .containsEntry("nephoscope.polling.file", "/etc/n/polling.yaml")
                .containsEntry("felix.fileinstall.dir", "/etc/n,/srv/deploy");
    }

    @Test
    void knowsTheVersionsOfTheBuild() {
        Map<String, String> properties = FrameworkProperties.of(FOLDERS, system);

        assertThat(properties.get("nephoscope.version")).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(properties.get("org.osgi.framework.system.packages.extra"))
                .contains("org.slf4j;version=\"2.")
                .doesNotContain("$");
    }

    @Test
    void passesOnTheOptionsOfTheAgentAndNothingElse() {
        system.setProperty("nephoscope.polling.namespaces", "central");
        system.setProperty("felix.fileinstall.poll", "100");
        system.setProperty("user.name", "nova");

        assertThat(FrameworkProperties.of(FOLDERS, system))
                .containsEntry("nephoscope.polling.namespaces", "central")
                .containsEntry("felix.fileinstall.poll", "100")
                .doesNotContainKey("user.name");
    }
}
