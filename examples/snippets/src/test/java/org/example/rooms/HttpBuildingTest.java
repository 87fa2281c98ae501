package org.example.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.health.HealthReport.State;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpBuildingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Room KITCHEN = new Room("kitchen", "1");

    @Test
    void readsRoomsAndTheirValues() throws Exception {
        Map<String, String> answers = Map.of(
                "/rooms", "{\"kitchen\": \"1\"}",
                "/rooms/kitchen", "{\"humidity\": 45.5}",
                "/temperatures", "{\"kitchen\": 21.5}",
                "/energy", "{\"kitchen\": 1000}");
        try (WebServer server = WebServer.answering(200, answers)) {
            HttpBuilding building = new HttpBuilding(server.url().toString(), 20);

            assertThat(building.rooms(PATIENCE)).containsExactly(KITCHEN);
            assertThat(building.read(KITCHEN, "humidity", PATIENCE)).isEqualTo(45.5);
            assertThat(building.readings(PATIENCE))
                    .isEqualTo(new Readings(Map.of("kitchen", 21.5), Map.of("kitchen", 1_000L)));
        }
    }

    @Test
    void saysWhatIsWrongWithAnAnswer() throws Exception {
        try (WebServer server = WebServer.answering(200, Map.of("/rooms", "{\"kitchen"))) {
            HttpBuilding building = new HttpBuilding(server.url().toString(), 20);

            assertThatThrownBy(() -> building.rooms(PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("/rooms does not answer with JSON");
            assertThat(building.health()).allSatisfy(report -> {
                assertThat(report.state()).isEqualTo(State.WAITING);
                assertThat(report.message()).contains("does not answer with JSON");
            });
        }
    }

    @Test
    void refusesATimeoutOutOfBoundsByItsKey() {
        assertThatThrownBy(() -> new HttpBuilding("http://127.0.0.1/", 0))
                .hasMessage("etc/org.example.rooms.cfg: timeout.seconds: 0 is not between 1 and 60");
    }
}
