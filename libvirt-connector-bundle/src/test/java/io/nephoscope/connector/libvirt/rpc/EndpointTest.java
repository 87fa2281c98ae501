package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.connector.libvirt.HypervisorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "qemu:///system?socket=/a/b,                        qemu:///system",
        "qemu+unix:///system?socket=/a/b,                   qemu:///system",
        "ch:///system?socket=%2Fa%2Fb,                      ch:///system",
        "test+unix:///etc/guests.xml?socket=/a/b,           test:///etc/guests.xml",
        "test+unix:///default?x=%20y&socket=/a/b&mode=legacy, test:///default?x=%20y",
    })
    void tellsTheDaemonItsOwnPartOfTheUri(String uri, String name) throws Exception {
        assertThat(Endpoint.of(uri)).isEqualTo(new Endpoint(Path.of("/a/b"), name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test:///default",
                "test:///etc/guests.xml?socket=/a",
                "qemu://host/system",
                "qemu+unix://host/system",
                "qemu+ssh:///system",
                "qemu+tls://host/system",
                "esx://host/",
                "lxc:///",
                "",
                "system",
                "qemu:system",
                "no uri at all",
            })
    void leavesAllElseToTheNativeTransport(String uri) {
        assertThat(RpcTransport.serves(uri)).isFalse();
        assertThatThrownBy(() -> Endpoint.of(uri))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("use the transport native");
    }

    @Test
    void findsTheReadOnlySocketsOfTheSystem() {
        DaemonSockets sockets = DaemonSockets.of("qemu", false);

        assertThat(sockets.choose("direct")).hasToString("/var/run/libvirt/virtqemud-sock-ro");
        assertThat(sockets.choose("legacy")).hasToString("/var/run/libvirt/libvirt-sock-ro");
    }

    @Test
    void prefersTheDriversOwnDaemonWhereThereIsOne(@TempDir Path folder) throws Exception {
        DaemonSockets sockets =
                new DaemonSockets(folder.resolve("virtqemud-sock-ro"), folder.resolve("libvirt-sock-ro"));

        assertThat(sockets.choose("auto")).isEqualTo(sockets.direct());
        Files.createFile(sockets.legacy());
        assertThat(sockets.choose("auto")).isEqualTo(sockets.legacy());
        Files.createFile(sockets.direct());
        assertThat(sockets.choose("auto")).isEqualTo(sockets.direct());
    }

    @Test
    void findsAUsersOwnSockets() {
        assertThat(DaemonSockets.userFolder(Map.of("XDG_RUNTIME_DIR", "/run/user/7")))
                .hasToString("/run/user/7/libvirt");
        assertThat(DaemonSockets.userFolder(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "libvirt"));
    }
}
