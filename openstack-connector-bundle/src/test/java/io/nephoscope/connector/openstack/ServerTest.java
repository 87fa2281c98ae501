package io.nephoscope.connector.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerTest {

    @Test
    void keepsTheMetadataThatItWasGivenInTheirOrder() {
        Map<String, String> metadata = new LinkedHashMap<>(Map.of("second", "2"));
        metadata.put("first", "1");
        Server server = new Server(metadata, "42");

        metadata.clear();

        assertThat(server.metadata()).containsExactly(Map.entry("second", "2"), Map.entry("first", "1"));
        assertThatThrownBy(() -> server.metadata().put("third", "3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void hasAWordForAServerOfWhichNothingIsKnown() {
        assertThat(Server.UNKNOWN.metadata()).isEmpty();
        assertThat(Server.UNKNOWN.flavorId()).isNull();
    }
}
