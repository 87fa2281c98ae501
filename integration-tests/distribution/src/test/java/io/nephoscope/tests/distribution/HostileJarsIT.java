package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One agent whose deploy/ folder holds what is no plugin, or would be more than one, beside a witness. */
@Tag("hostile")
class HostileJarsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long MOST_KILOBYTES = 600_000;
    private static final PluginJar GOOD = PluginJar.of("witness", Ticking.class);

    @TempDir
    Path folder;

    @Test
    void listsEachWithItsReasonAndPollsOn() throws Exception {
        try (Agent agent = Agent.in(folder)
                .polling("sources: [{name: all, interval: 1, meters: ['*'], resources: ['test://one']}]")
                .run()) {
            Witness witness = new Witness(agent);
            Operator operator = new Operator(agent);
            GOOD.moveInto(agent.deploy(), "witness.jar");
            witness.awaitPolls(2);
            witness.beginToWatch();

            List<String> refused = putAll(agent.deploy());

            await().atMost(SOON).untilAsserted(() -> {
                Map<String, JsonNode> plugins = operator.plugins();
                assertThat(refused).allSatisfy(file -> {
                    assertThat(plugins).containsKey(file);
                    assertThat(plugins.get(file).path("state").asText())
                            .as(file)
                            .isNotEqualTo("ACTIVE");
                    assertThat(plugins.get(file).path("reason").asText())
                            .as(file)
                            .isNotEmpty();
                });
            });
            assertThat(operator.plugins().get("witness.jar").path("state").asText())
                    .isEqualTo("ACTIVE");
            assertThat(folder.resolve("outside")).doesNotExist();
            assertThat(agent.etc().resolve("outside")).doesNotExist();
            assertThat(Footprint.anonymousKilobytes(agent.pid())).isLessThan(MOST_KILOBYTES);
            witness.awaitPolls(2);
            witness.assertThatNothingIsMissing();
        }
    }

    /** @return the files that are to be refused */
    private static List<String> putAll(Path deploy) throws IOException, InterruptedException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("empty.jar", new byte[0]);
        files.put("text.jar", "this is no archive".getBytes(StandardCharsets.US_ASCII));
        files.put("zeros.jar", new byte[1 << 20]);
        files.put("half.jar", half(GOOD.named("half").bytes()));
        files.put("bomb.jar", bomb());
        files.put("manifest-bomb.jar", archive(Map.of("META-INF/MANIFEST.MF", 200 << 20)));
        files.put("paths.jar", archive(Map.of("../outside", 1, "/outside", 1, "a/../../etc/outside", 1)));
        files.put(
                "long-manifest.jar",
                GOOD.named("long").with("X-Long", "x".repeat(10 << 20)).bytes());
        files.put("fragment-of-framework.jar", fragment("of-framework", "system.bundle;extension:=framework"));
        files.put("fragment-of-boot.jar", fragment("of-boot", "system.bundle;extension:=bootclasspath"));
        files.put("fragment-of-core.jar", fragment("of-core", "io.nephoscope.core"));
        files.put(
                "core-itself.jar",
                GOOD.named("io.nephoscope.core").version("99").bytes());
        files.put(
                "framework-itself.jar",
                GOOD.named("org.apache.felix.framework").version("99").bytes());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(deploy.resolve(file.getKey()), file.getValue());
        }
        Files.createSymbolicLink(deploy.resolve("zero-device.jar"), Path.of("/dev/zero"));
        Files.createSymbolicLink(deploy.resolve("nowhere.jar"), Path.of("/nowhere"));
        Command.run(Map.of(), List.of("mkfifo", deploy.resolve("pipe.jar").toString()))
                .text();
        Files.createDirectory(deploy.resolve("folder.jar"));
        files.putAll(Map.of("zero-device.jar", new byte[0], "pipe.jar", new byte[0], "folder.jar", new byte[0]));
        return List.copyOf(files.keySet());
    }

    private static byte[] half(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }

    private static byte[] fragment(String name, String host) {
        return GOOD.named(name).with("Fragment-Host", host).bytes();
    }

    /** A good plugin, but for a description of its component that unpacks to two gigabytes. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            archive.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            archive.write("""
                    Manifest-Version: 1.0
                    Bundle-ManifestVersion: 2
                    Bundle-SymbolicName: bomb
                    Service-Component: OSGI-INF/bomb.xml

                    """.getBytes(StandardCharsets.US_ASCII));
            archive.putNextEntry(new ZipEntry("OSGI-INF/bomb.xml"));
            byte[] piece = new byte[1 << 20];
            Arrays.fill(piece, (byte) ' ');
            for (int megabyte = 0; megabyte < 2048; megabyte++) {
                archive.write(piece);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] archive(Map<String, Integer> sizes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Integer> entry : sizes.entrySet()) {
                archive.putNextEntry(new ZipEntry(entry.getKey()));
                byte[] piece = new byte[Math.min(entry.getValue(), 1 << 20)];
                for (int written = 0; written < entry.getValue(); written += piece.length) {
                    archive.write(piece);
                }
            }
        }
        return bytes.toByteArray();
    }
}
