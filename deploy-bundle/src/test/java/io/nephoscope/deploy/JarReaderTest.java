package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
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

    @Test
    void refusesAFragmentOfTheFrameworkAndOfEachOfTheAgentsOwnBundles() throws Exception {
        for (String host : List.of(
                "system.bundle;extension:=framework",
                "io.nephoscope.api",
                "io.nephoscope.core",
                "io.nephoscope.deploy")) {
            JarBuilder.bundle("acme.fans", "1").header("Fragment-Host", host).writeTo(file);

            assertThatThrownBy(() -> reader.read(file)).hasMessageContaining("fragment");
        }
    }

    @Test
    void refusesEntriesThatLeadOutOfTheArchive() throws Exception {
        for (String name : List.of("../evil.jar", "lib/../../evil.jar", "/etc/cron.d/evil", "..\\evil")) {
            JarBuilder.bundle("acme.fans", "1").entry(name, new byte[1]).writeTo(file);

            assertThatThrownBy(() -> reader.read(file))
                    .isInstanceOf(RefusedJarException.class)
                    .hasMessageContaining("leads out of the archive");
        }
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void refusesABombBeforeItIsUnpacked() throws Exception {
        JarBuilder.bundle("acme.fans", "1").entry("zeros", new byte[2_000_000]).writeTo(file);
        JarReader strict = new JarReader(copies, new JarContent.Limits(10, 1_000_000, 10_000));

        assertThat(Files.size(file)).isLessThan(10_000);
        assertThatThrownBy(() -> strict.read(file))
                .isInstanceOf(RefusedJarException.class)
                .hasMessageContaining("unpacked it is larger than 1000000 bytes");
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void refusesTooManyEntries() throws Exception {
        JarBuilder jar = JarBuilder.bundle("acme.fans", "1");
        for (int i = 0; i < 20; i++) {
            jar.entry("entry" + i, new byte[0]);
        }
        jar.writeTo(file);
        JarReader strict = new JarReader(copies, new JarContent.Limits(10, 1_000_000, 10_000));

        assertThatThrownBy(() -> strict.read(file)).hasMessageContaining("more than 10 entries");
    }

    @Test
    void refusesAManifestThatIsAbsurdlyLarge() throws Exception {
        JarBuilder.bundle("acme.fans", "1")
                .header("X-Padding", "x".repeat(2_000_000))
                .writeTo(file);

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(RefusedJarException.class)
                .hasMessageContaining("its manifest is larger");
    }

    @Test
    void refusesASecondManifestInOtherLetters() throws Exception {
        JarBuilder.bundle("acme.fans", "1")
                .entry("meta-inf/manifest.mf", new byte[1])
                .writeTo(file);

        assertThatThrownBy(() -> reader.read(file)).hasMessageContaining("is there twice");
    }

    @Test
    void refusesAManifestThatIsNone() throws Exception {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            jar.write("no manifest at all\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(RefusedJarException.class)
                .hasMessageContaining("its manifest is broken");
    }

    @Test
    void refusesNamesThatAreNone() throws Exception {
        for (String name : List.of("a b", "a/../b", "x".repeat(300), "a\u001b[31m", "..")) {
            JarBuilder.bundle(name, "1").writeTo(file);

            assertThatThrownBy(() -> reader.read(file))
                    .isInstanceOf(RefusedJarException.class)
                    .hasMessageContaining("is no symbolic name")
                    .message()
                    .hasSizeLessThan(300)
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void refusesAJarThatHoldsACopyOfTheApi() throws Exception {
        JarBuilder.bundle("acme.fans", "1")
                .entry("io/nephoscope/api/pollster/Pollster.class", new byte[10])
                .writeTo(file);

        assertThatThrownBy(() -> reader.read(file)).hasMessageContaining("a copy of the agent's API");
    }

    @Test
    void readsAHeaderOfAnyLengthWithoutExhaustingTheStack() throws Exception {
        JarBuilder.bundle("acme.fans", "1")
                .header("Provide-Capability", "a,\";\",".repeat(100_000) + "nephoscope.pollster;name=fans")
                .header("Export-Package", "a.b;c.d;version=\"1,2\",e.f")
                .writeTo(file);

        PluginJar jar = reader.read(file);

        assertThat(jar.pollsters()).containsExactly("fans");
        assertThat(jar.exports()).containsExactly("a.b", "c.d", "e.f");
    }

    @Test
    void tellsTwoContentsApartAndOneFromItself() throws Exception {
        JarBuilder.bundle("acme.fans", "1").writeTo(file);
        PluginJar one = reader.read(file);
        PluginJar again = reader.read(file);
        JarBuilder.bundle("acme.fans", "2").writeTo(file);

        assertThat(again.holdsTheSameAs(one)).isTrue();
        assertThat(reader.read(file).holdsTheSameAs(one)).isFalse();
    }
}
