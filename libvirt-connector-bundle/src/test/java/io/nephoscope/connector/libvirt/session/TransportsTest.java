package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.binding.NativeTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs libvirt.so and no daemon: which transport tries is told by what it says. */
class TransportsTest {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String NO_DAEMON = "qemu+unix:///system?socket=/no/such/socket";
    private static final String IN_LIBRARY = "test:///default";

    @ParameterizedTest
    @ValueSource(strings = {"auto", "rpc"})
    void speaksWithLocalDaemonsDirectly(String kind) {
        assertThatThrownBy(() -> Transports.opener(kind, ANSWER).open(NO_DAEMON))
                .isInstanceOf(HypervisorException.class)
                .hasMessageStartingWith("cannot connect to /no/such/socket");
    }

    @Test
    void speaksWithLocalDaemonsThroughTheLibraryIfTold() {
        assertThatThrownBy(() -> Transports.opener("native", ANSWER).open(NO_DAEMON))
                .isInstanceOf(HypervisorException.class)
                .hasMessageStartingWith("Failed to connect socket to '/no/such/socket'");
    }

    @Test
    void takesTheLibraryWhereThereIsNoDaemon() throws Exception {
        try (Transport transport = Transports.opener("auto", ANSWER).open(IN_LIBRARY)) {
            assertThat(transport).isInstanceOf(NativeTransport.class);
        }
    }

    @Test
    void refusesWhatOnlyTheLibraryCan() {
        assertThatThrownBy(() -> Transports.opener("rpc", ANSWER).open(IN_LIBRARY))
                .hasMessageContaining("use the transport native");
    }
}
