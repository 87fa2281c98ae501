package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.openstack.Server;
import io.nephoscope.testkit.DiscoveryContract;
import io.nephoscope.testkit.FakeRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalInstancesTest extends DiscoveryContract {

    private static final UUID INSTANCE = new UUID(0, 1);
    private static final DomainRef DOMAIN = new DomainRef(INSTANCE, 4, "instance-0000002a");
    private static final String USER = "473fd148d720542fb83ff510d802eebf";
    private static final String PROJECT = "04060e67d2ec5ca9931f8a9a7db9d684";
    private static final String WITHOUT_FLAVOR_ID = Descriptions.instanceWith(" id=\"42\"", "");

    private final FakeHypervisor hypervisor = new FakeHypervisor();
    private final FakeDirectory nova = new FakeDirectory();
    private DiscoverySettings settings = settings("compute1", false);
    private final LocalInstances discovery = new LocalInstances(hypervisor, () -> settings);

    @Override
    protected Discovery discovery() {
        return discovery;
    }

    @BeforeEach
    void startAnInstance() {
        hypervisor.put(DOMAIN, 1, Descriptions.INSTANCE);
        nova.servers.put(INSTANCE, new Server(Map.of("metering.stack", "web"), "43"));
        nova.flavorIds.put("m1.small", "43");
    }

    @Test
    void tellsWhatNovaKnowsWhileItCanBeAsked() throws Exception {
        settings = settings("compute1", true);
        assertThat(metadata("user_metadata")).isNull();

        discovery.directory = nova;
        assertThat(metadata("user_metadata")).isEqualTo(Map.of("stack", "web"));

        discovery.directory = null;
        assertThat(metadata("user_metadata")).isEqualTo(Map.of("stack", "web"));
    }

    @Test
    void asksNovaNothingThatTheDomainTells() throws Exception {
        discovery.directory = nova;

        assertThat(metadata("user_metadata")).isNull();
        assertThat(flavorId()).isEqualTo("42");
        assertThat(nova.serverCalls + nova.flavorCalls).isZero();
    }

    @Test
    void asksNovaForTheFlavorIdThatTheDomainLacksAndForNothingElse() throws Exception {
        hypervisor.put(DOMAIN, 1, WITHOUT_FLAVOR_ID);
        discovery.directory = nova;

        assertThat(flavorId()).isEqualTo("43");
        assertThat(metadata("user_metadata")).isNull();
        assertThat(nova.serverCalls).isZero();
    }

    @Test
    void asksForTheServerOfAFlavorThatWasDeleted() throws Exception {
        hypervisor.put(DOMAIN, 1, WITHOUT_FLAVOR_ID);
        nova.flavorIds.clear();
        nova.servers.put(INSTANCE, new Server(Map.of("metering.stack", "web"), "44"));
        discovery.directory = nova;

        assertThat(flavorId()).isEqualTo("44");
        assertThat(metadata("user_metadata")).isNull();
    }

    @Test
    void leavesNovaLessTimeThanThePollNeeds() throws Exception {
        settings = settings("compute1", true);
        discovery.directory = nova;

        discover();

        assertThat(nova.bounds).containsExactly(Duration.ofSeconds(15));
    }

    @Test
    void takesTheFlavorsNameForItsIdOnlyWhereNobodyCanAskNova() throws Exception {
        hypervisor.put(DOMAIN, 1, WITHOUT_FLAVOR_ID);
        assertThat(flavorId()).isEqualTo("m1.small");

        discovery.directory = nova;
        nova.failure = "Nova is down";
        assertThat(flavorId()).isNull();

        nova.failure = null;
        assertThat(flavorId()).isEqualTo("43");

        nova.failure = "Nova is down again";
        assertThat(flavorId()).isEqualTo("43");
    }

    @Test
    void knowsOwnersByTheNamesInTheirDomainsWhereNamesAreWanted() throws Exception {
        assertThat(owner(false)).isEqualTo(Owner.of(USER, PROJECT));
        assertThat(owner(true)).isEqualTo(new Owner(USER, PROJECT, "alice", "demo"));
        assertThat(nova.serverCalls + nova.flavorCalls).isZero();
    }

    private Owner owner(boolean wantsNames) throws Exception {
        return discovery
                .discover(FakeRequest.plain().naming(wantsNames))
                .iterator()
                .next()
                .as(Instance.class)
                .orElseThrow()
                .subject()
                .owner();
    }

    @Test
    void followsAChangedConfiguration() throws Exception {
        discover();

        settings = settings("compute2", false);

        assertThat(metadata("instance_host")).isEqualTo("compute2");
    }

    private static DiscoverySettings settings(String host, boolean fetchesExtra) {
        return new DiscoverySettings(
                new InstanceFactory(host, new ReservedMetadata(List.of("metering."), List.of(), 256)),
                Duration.ofMinutes(10),
                fetchesExtra);
    }

    private Collection<Resource> discover() throws DiscoveryException, InterruptedException {
        return discovery.discover(FakeRequest.plain());
    }

    private @Nullable Object flavorId() throws Exception {
        return metadata("flavor") instanceof Map<?, ?> flavor ? flavor.get("id") : "no flavor";
    }

    private @Nullable Object metadata(String key) throws Exception {
        Resource found = discover().iterator().next();
        return found.as(Instance.class)
                .orElseThrow()
                .subject()
                .metadata()
                .asMap()
                .get(key);
    }
}
