package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainEvent.Kind;
import io.nephoscope.connector.libvirt.DomainWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both transports tell the same of what happens to the guests of a real libvirtd. */
class EventsAgreeIT {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RUNNING = "instance-00001000";
    private static final String SHUT_OFF = "instance-000000a6";
    private static final String WITH_TRAY = "with-a-tray";
    /** A guest of its own: Ceilometer, of which other tests ask something, does not get over a medium that was taken out. */
    private static final String TRAY = """
            <domain type="qemu"><name>with-a-tray</name><memory>16384</memory><os><type arch="x86_64">hvm</type></os>
            <devices><disk type="file" device="cdrom"><target dev="hda" bus="ide"/><readonly/></disk></devices></domain>
            """;

    private static final String NIC = """
            <interface type='bridge'><source bridge='br0'/><mac address='52:54:00:00:77:01'/><model type='virtio'/></interface>
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startGuests() throws Exception {
        testbed("libvirt", "start");
        testbed("guests", "kinds", "--wait");
        testbed("guests", "up", "1");
    }

    @AfterAll
    static void endGuest() throws Exception {
        testbed("guests", "down", RUNNING);
    }

    @AfterEach
    void endGuestWithTray() throws Exception {
        virsh("destroy", WITH_TRAY);
    }

    @Test
    void onRealGuests() throws Exception {
        Path tray = Files.writeString(folder.resolve("tray.xml"), TRAY);
        virsh("create", tray.toString(), "--paused");
        String uri = testbed("libvirt", "uri", "ro").strip();
        Set<DomainEvent> ofDirect = new LinkedHashSet<>();
        Set<DomainEvent> ofLibrary = new LinkedHashSet<>();
        try (Transport direct = Transports.opener("rpc", ANSWER).open(uri);
                Transport library = Transports.opener("native", ANSWER).open(uri);
                DomainWatch first = direct.watch();
                DomainWatch second = library.watch()) {
            makeThingsHappen();

            await().atMost(SOON).untilAsserted(() -> {
                ofDirect.addAll(first.take().events());
                ofLibrary.addAll(second.take().events());
                assertThat(ofDirect).isEqualTo(ofLibrary);
                assertThat(names(ofDirect, Kind.LIFECYCLE)).contains(RUNNING, SHUT_OFF, "renamed");
                assertThat(names(ofDirect, Kind.METADATA)).contains(RUNNING);
                assertThat(names(ofDirect, Kind.DEVICES)).contains(RUNNING, WITH_TRAY);
            });
        }
    }

    private void makeThingsHappen() throws Exception {
        virsh("suspend", RUNNING);
        virsh("resume", RUNNING);
        virsh("metadata", RUNNING, "--uri", "http://example.org/x", "--key", "x", "--set", "<x/>");
        virsh("domrename", SHUT_OFF, "renamed");
        virsh("domrename", "renamed", SHUT_OFF);
        virsh(
                "attach-device",
                RUNNING,
                Files.writeString(folder.resolve("nic.xml"), NIC).toString());
        Path medium = Files.write(folder.resolve("medium.iso"), new byte[1 << 20]);
        virsh("change-media", WITH_TRAY, "hda", medium.toString(), "--insert", "--force");
        virsh("change-media", WITH_TRAY, "hda", "--eject", "--force");
    }

    private static List<String> names(Set<DomainEvent> events, Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(event -> event.domain().name())
                .toList();
    }

    private static void virsh(String... words) throws Exception {
        testbed("libvirt", Stream.concat(Stream.of("virsh"), Stream.of(words)).toArray(String[]::new));
    }

    private static String testbed(String script, String... words) throws IOException, InterruptedException {
        Path path = Path.of(System.getProperty("nephoscope.root"), "testbed", script);
        List<String> command =
                Stream.concat(Stream.of(path.toString()), Stream.of(words)).toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command.toString()).isZero();
        return output;
    }
}
