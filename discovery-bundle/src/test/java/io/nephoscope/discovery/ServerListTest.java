package io.nephoscope.discovery;

import static io.nephoscope.discovery.Servers.server;
import static io.nephoscope.discovery.Servers.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.discovery.DiscoverySettings.NovaListing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerListTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final String ALL = "/v2.1/servers/detail?all_tenants=True&host=compute1";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

    private final FakeNova nova = Servers.nova();
    private final AtomicLong now = new AtomicLong();
    private ServerList servers = list(Duration.ZERO, Duration.ofHours(1));

    private ServerList list(Duration updateInterval, Duration cacheExpiry) {
        return new ServerList(
                "compute1", new NovaListing(updateInterval, cacheExpiry), now::get, () -> START.plusNanos(now.get()));
    }

    @BeforeEach
    void listTwo() {
        nova.listed.addAll(List.of(server(FIRST), server(SECOND)));
    }

    @Test
    void listsTheServersOfTheHostWithEachFlavorAndImageOnce() throws Exception {
        assertThat(ids()).containsExactly(FIRST, SECOND);

        assertThat(nova.paths).containsExactly(ALL, "/v2.1/flavors/" + Servers.FLAVOR, "/v2/images/" + Servers.IMAGE);
    }

    @Test
    void asksLaterForWhatChangedAlone() throws Exception {
        ids();
        nova.listed.clear();
        nova.paths.clear();
        passes(Duration.ofMinutes(5));

        assertThat(ids()).containsExactly(FIRST, SECOND);

        assertThat(nova.paths).containsExactly(ALL + "&changes-since=2025-12-31T23%3A59%3A00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "error"})
    void removesWhatNovaSaysIsGone(String state) throws Exception {
        ids();
        nova.listed.clear();
        nova.listed.add(with(server(FIRST), "OS-EXT-STS:vm_state", state));
        passes(Duration.ofMinutes(5));

        assertThat(ids()).containsExactly(SECOND);
    }

    @Test
    void asksForAllWhenTheCacheHasExpired() throws Exception {
        ids();
        nova.listed.remove(0);
        nova.paths.clear();
        passes(Duration.ofHours(1));

        assertThat(ids()).containsExactly(SECOND);

        assertThat(nova.paths).containsExactly(ALL, "/v2.1/flavors/" + Servers.FLAVOR, "/v2/images/" + Servers.IMAGE);
    }

    @Test
    void asksNobodyUntilTheUpdateIsDue() throws Exception {
        servers = list(Duration.ofMinutes(10), Duration.ofHours(1));
        ids();
        nova.paths.clear();
        passes(Duration.ofMinutes(5));
        assertThat(ids()).containsExactly(FIRST, SECOND);
        assertThat(nova.paths).isEmpty();

        passes(Duration.ofMinutes(15));
        assertThat(ids()).containsExactly(FIRST, SECOND);
        assertThat(nova.paths).hasSize(1 + 0);
    }

    @Test
    void failsWhereNovaWasNeverAsked() {
        nova.failure = "http://nova:8774 answers with status 500";

        assertThatExceptionOfType(DiscoveryException.class)
                .isThrownBy(this::ids)
                .withMessage("Nova cannot list the servers of host compute1: http://nova:8774 answers with status 500");
    }

    @Test
    void keepsTheLastListWhileNovaDoesNotAnswerAndFailsWhenItHasExpired() throws Exception {
        ids();
        nova.failure = "Nova is down";
        passes(Duration.ofMinutes(59));
        assertThat(ids()).containsExactly(FIRST, SECOND);

        passes(Duration.ofMinutes(60));
        assertThatExceptionOfType(DiscoveryException.class).isThrownBy(this::ids);

        nova.failure = null;
        assertThat(ids()).containsExactly(FIRST, SECOND);
    }

    @Test
    void leavesThePollTimeWhereThereIsAListAlready() throws Exception {
        ids();
        passes(Duration.ofMinutes(1));
        ids();

        assertThat(nova.times.get(0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(nova.times.get(nova.times.size() - 1)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void takesNothingOfAListThatBreaks() throws Exception {
        ids();
        nova.listed.clear();
        nova.listed.add(with(server(FIRST), "OS-EXT-STS:vm_state", "deleted"));
        nova.listed.add(server(new UUID(0, 3)));
        nova.breaksAfter = 1;
        passes(Duration.ofMinutes(5));
        assertThat(ids()).containsExactly(FIRST, SECOND);

        nova.breaksAfter = Integer.MAX_VALUE;
        nova.paths.clear();
        assertThat(ids()).containsExactly(SECOND, new UUID(0, 3));
        assertThat(nova.paths.get(0)).endsWith("&changes-since=2025-12-31T23%3A59%3A00Z");
    }

    @Test
    void remembersFlavorsAndImagesThatAreNotThere() throws Exception {
        nova.documents.clear();
        servers.of(nova, Duration.ofMinutes(1));
        nova.paths.clear();
        passes(Duration.ofMinutes(5));

        assertThat(servers.of(nova, Duration.ofMinutes(1))).allSatisfy(server -> assertThat(server.flavorAsMap())
                .containsAllEntriesOf(
                        Map.of("name", "unknown-id-42", "vcpus", 0L, "ram", 0L, "disk", 0L, "ephemeral", 0L)));
        assertThat(nova.paths).hasSize(1);
    }

    private void passes(Duration time) {
        now.set(time.toNanos());
    }

    private List<UUID> ids() throws DiscoveryException, InterruptedException {
        return servers.of(nova, Duration.ofMinutes(1)).stream()
                .map(NovaServer::id)
                .toList();
    }
}
