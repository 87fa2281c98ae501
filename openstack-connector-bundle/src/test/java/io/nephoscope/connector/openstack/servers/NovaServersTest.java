package io.nephoscope.connector.openstack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nephoscope.connector.openstack.Server;
import io.nephoscope.connector.openstack.ServerException;
import io.nephoscope.connector.openstack.session.Clouds;
import io.nephoscope.connector.openstack.session.SignedCloud;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.FakeList;
import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NovaServersTest {

    private static final String SERVERS = "/compute/v2.1/servers/detail";
    private static final String FLAVORS = "/compute/v2.1/flavors";
    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final AtomicLong now = new AtomicLong();
    private FakeCloud fake;
    private SignedCloud cloud;
    private FakeList servers;
    private NovaServers directory;

    @BeforeEach
    void start() throws IOException {
        fake = FakeCloud.start().service("compute", "/compute/v2.1");
        servers = fake.list(SERVERS, "servers").pageSize(10);
        fake.list(FLAVORS, "flavors")
                .add(List.of(Map.of("id", "42", "name", "m1.small"), Map.of("id", "43", "name", "m1.large")));
        cloud = Clouds.of(fake);
        directory = new NovaServers(cloud, now::get);
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
        fake.close();
    }

    @Test
    void readsTheServersOfAHostInOneList() throws Exception {
        List<UUID> ids = list(25);

        assertThat(servers(ids)).hasSize(25).containsEntry(ids.get(7), new Server(Map.of("metering.n", "7"), "42"));
        servers(ids);

        assertThat(fake.count(SERVERS)).isEqualTo(3);
        HttpCall first = calls(SERVERS).get(0);
        assertThat(first.parameter("all_tenants")).contains("True");
        assertThat(first.parameter("host")).contains("compute1");
    }

    @Test
    void asksForANewcomerAlone() throws Exception {
        List<UUID> ids = list(25);
        servers(ids);
        UUID newcomer = new UUID(1, 1);
        fake.document(
                "/compute/v2.1/servers/" + newcomer,
                HttpAnswer.json("{\"server\": {\"id\": \"" + newcomer + "\", \"metadata\": {},"
                        + " \"flavor\": {\"id\": \"43\"}}}"));
        List<UUID> more = new ArrayList<>(ids);
        more.add(newcomer);

        assertThat(servers(more)).hasSize(26).containsEntry(newcomer, new Server(Map.of(), "43"));

        assertThat(fake.count(SERVERS)).isEqualTo(3);
    }

    @Test
    void remembersThatNovaDoesNotKnowAServer() throws Exception {
        UUID unknown = new UUID(1, 1);

        assertThat(servers(List.of(unknown))).isEmpty();
        assertThat(servers(List.of(unknown))).isEmpty();

        assertThat(fake.count("/compute/v2.1/servers/" + unknown)).isEqualTo(1);
    }

    @Test
    void seesMetadataThatUsersEditedAfterAWhile() throws Exception {
        List<UUID> ids = list(5);
        servers(ids);
        servers(ids);
        assertThat(fake.count(SERVERS)).isEqualTo(1);

        now.set(NovaServers.LIFE.toNanos());
        servers(ids);

        assertThat(fake.count(SERVERS)).isEqualTo(2);
    }

    @Test
    void readsTheIdsOfFlavorsInOneListPrivateOnesToo() throws Exception {
        assertThat(directory.flavorIds(List.of("m1.small", "deleted"), AMPLE)).isEqualTo(Map.of("m1.small", "42"));
        assertThat(directory.flavorIds(List.of("m1.large", "deleted"), AMPLE)).isEqualTo(Map.of("m1.large", "43"));

        assertThat(calls(FLAVORS)).singleElement().satisfies(call -> assertThat(call.parameter("is_public"))
                .contains("None"));
    }

    @Test
    void saysWhyNothingCanBeLearnt() {
        fake.once(FLAVORS, HttpAnswer.status(403));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> directory.flavorIds(List.of("m1.small"), AMPLE))
                .withMessageContaining("/compute/v2.1/flavors is not permitted to us (403)");
    }

    private List<UUID> list(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = new UUID(0, i);
            ids.add(id);
            servers.add(List.of(Map.of(
                    "id", id.toString(), "metadata", Map.of("metering.n", "" + i), "flavor", Map.of("id", "42"))));
        }
        return ids;
    }

    private Map<UUID, Server> servers(Collection<UUID> ids) throws ServerException, InterruptedException {
        return directory.servers("compute1", ids, AMPLE);
    }

    private List<HttpCall> calls(String path) {
        return fake.calls().stream().filter(call -> call.path().equals(path)).toList();
    }
}
