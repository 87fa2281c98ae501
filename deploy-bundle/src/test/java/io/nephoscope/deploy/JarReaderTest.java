package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class JarReaderTest {

    @TempDir
    Path folder;

    private Path file;
    private Path copies;
    private JarReader reader;

    @BeforeEach
    void prepare() throws IOException {
        file = folder.resolve("plugin.jar");
        copies = Files.createDirectory(folder.resolve("copies"));
        reader = new JarReader(copies);
    }

    @Test
    void readsWhoTheBundleIs() throws Exception {
        JarBuilder.bundle("acme.fans; singleton:=true", "1.2.3")
                .header("Provide-Capability", "nephoscope.pollster;name=\"fan.speed\";namespace:List<String>=\"a,b\"")
                .writeTo(file);

        PluginJar jar = reader.read(file);

        assertThat(jar.bundle()).isEqualTo("acme.fans");
        assertThat(jar.version()).isEqualTo(new Version(1, 2, 3));
        assertThat(jar.pollsters()).containsExactly("fan.speed");
        assertThat(jar.copy()).hasSameBinaryContentAs(file);
    }

    @Test
    void takesNoPartForTheWhole() throws Exception {
        byte[] whole =
                JarBuilder.bundle("acme.fans", "1").type(JarReaderTest.class).bytes();

        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> reader.read(file)).isInstanceOf(UnreadableJarException.class);
        }
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void noticesThatOldAndNewContentAreMixed() throws Exception {
        byte[] mixed =
                JarBuilder.bundle("acme.fans", "1").type(JarReaderTest.class).bytes();
        Arrays.fill(mixed, 400, 500, (byte) 0);
        Files.write(file, mixed);

        assertThatThrownBy(() -> reader.read(file)).isInstanceOf(IOException.class);
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void refusesAJarThatIsNoBundle() throws Exception {
        JarBuilder.empty().writeTo(file);

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(RefusedJarException.class)
                .hasMessageContaining("Bundle-SymbolicName");
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void refusesAFragment() throws Exception {
        JarBuilder.bundle("acme.fans", "1")
                .header("Fragment-Host", "io.nephoscope.core")
                .writeTo(file);

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(RefusedJarException.class)
                .hasMessageContaining("fragment");
    }

    @Test
    void refusesAVersionThatIsNone() throws Exception {
        JarBuilder.bundle("acme.fans", "1.0-beta").writeTo(file);

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(RefusedJarException.class)
                .hasMessageContaining("1.0-beta");
    }

    @Test
    void tellsAGoneFileFromABrokenOne() {
        assertThatThrownBy(() -> reader.read(file)).isInstanceOf(NoSuchFileException.class);
    }
}
