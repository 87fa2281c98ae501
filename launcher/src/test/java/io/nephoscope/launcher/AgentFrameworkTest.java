package io.nephoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;

class AgentFrameworkTest {

    @TempDir
    Path home;

    private Folders folders;
    private AgentFramework agent;

    @BeforeEach
    void create() throws Exception {
        folders = new Folders(home, home.resolve("etc"), home.resolve("var"), home.resolve("deploy"));
        bundle(1, "base", "");
        bundle(5, "plugin", "");
        bundle(5, "broken", "no.such.pkg");
        agent = AgentFramework.create(folders, FrameworkProperties.of(folders, new Properties()));
    }

    @AfterEach
    void stop() throws Exception {
        agent.stop();
    }

    @Test
    void startsTheBundlesAtTheLevelsOfTheirFolders() throws Exception {
        agent.start();

        assertThat(bundle("base").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(bundle("base").adapt(BundleStartLevel.class).getStartLevel()).isEqualTo(1);
        assertThat(bundle("plugin").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(bundle("plugin").adapt(BundleStartLevel.class).getStartLevel())
                .isEqualTo(5);
    }

    @Test
    void isReadyAlsoWhenABundleDoesNotStart() throws Exception {
        agent.start();

        assertThat(bundle("broken").getState()).isEqualTo(Bundle.INSTALLED);
        assertThat(folders.readyFile()).exists();
    }

    @Test
    void usesBundlesWhereTheyLie() throws Exception {
        agent.start();

        assertThat(bundle("base").getLocation()).startsWith("reference:file:").endsWith("system/1/base.jar");
    }

    @Test
    void leavesNoTraceOfItsProcess() throws Exception {
        agent.start();

        agent.stop();
        agent.awaitStop();

        assertThat(folders.readyFile()).doesNotExist();
        assertThat(folders.pidFile()).doesNotExist();
    }

    @Test
    void mayBeStoppedWithoutAStartAndTwice() throws Exception {
        agent.stop();
        agent.stop();

        assertThat(folders.pidFile()).doesNotExist();
    }

    @Test
    void hasItsFolderToItself() throws Exception {
        assertThatThrownBy(() -> AgentFramework.create(folders, FrameworkProperties.of(folders, new Properties())))
                .isInstanceOf(AlreadyRunningException.class);
    }

    private Bundle bundle(String name) {
        return Arrays.stream(agent.framework().getBundleContext().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private void bundle(int level, String name, String imports) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.put(new Attributes.Name("Bundle-ManifestVersion"), "2");
        headers.put(new Attributes.Name("Bundle-SymbolicName"), name);
        if (!imports.isEmpty()) {
            headers.put(new Attributes.Name("Import-Package"), imports);
        }
        Path folder = Files.createDirectories(home.resolve("system").resolve(String.valueOf(level)));
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".jar"))) {
            new JarOutputStream(out, manifest).close();
        }
    }
}
