package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.openstack.Server;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServerCacheTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final Server WEB = new Server(Map.of("metering.stack", "web"), "42");

    private final FakeDirectory directory = new FakeDirectory();
    private final ServerCache servers = new ServerCache();

    @Test
    void areUnknownWhileThereIsNobodyToAsk() throws Exception {
        assertThat(servers.of(Set.of(FIRST), null)).isEmpty();
    }

    @Test
    void areAskedForInOneCall() throws Exception {
        directory.servers.put(FIRST, WEB);

        assertThat(servers.of(Set.of(FIRST, SECOND), directory)).isEqualTo(Map.of(FIRST, WEB));
        assertThat(directory.calls).isEqualTo(1);
    }

    @Test
    void stayAsTheyWereWhileNovaDoesNotAnswer() throws Exception {
        directory.servers.put(FIRST, WEB);
        servers.of(Set.of(FIRST), directory);

        directory.failure = "Nova is down";

        assertThat(servers.of(Set.of(FIRST, SECOND), directory)).isEqualTo(Map.of(FIRST, WEB));
        assertThat(servers.of(Set.of(FIRST, SECOND), null)).isEqualTo(Map.of(FIRST, WEB));
    }

    @Test
    void stayAsTheyWereWhereThePluginThatAsksIsBroken() throws Exception {
        directory.servers.put(FIRST, WEB);
        servers.of(Set.of(FIRST), directory);

        assertThat(servers.of(Set.of(FIRST), ids -> {
                    throw new IllegalStateException("a fault");
                }))
                .isEqualTo(Map.of(FIRST, WEB));
        assertThat(servers.of(Set.of(FIRST), ids -> Map.of(FIRST, WEB, SECOND, WEB)))
                .isEqualTo(Map.of(FIRST, WEB));
    }

    @Test
    void areForgottenWithTheirInstances() throws Exception {
        directory.servers.put(FIRST, WEB);
        servers.of(Set.of(FIRST), directory);
        servers.of(Set.of(SECOND), null);

        assertThat(servers.of(Set.of(FIRST), null)).isEmpty();
    }

    @Test
    void areForgottenWhenNovaForgetsThem() throws Exception {
        directory.servers.put(FIRST, WEB);
        servers.of(Set.of(FIRST), directory);
        directory.servers.clear();

        assertThat(servers.of(Set.of(FIRST), directory)).isEmpty();
    }
}
