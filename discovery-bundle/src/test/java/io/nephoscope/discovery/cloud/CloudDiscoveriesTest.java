package io.nephoscope.discovery.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.SharedDiscovery;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.session.SignedCloud;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.FakeRequest;
import io.nephoscope.testkit.openstack.simulated.CloudSize;
import io.nephoscope.testkit.openstack.simulated.Kind;
import io.nephoscope.testkit.openstack.simulated.SimulatedOpenstack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each discovery on a cloud that has some of everything. */
class CloudDiscoveriesTest {

    private static final CloudSize SIZE = CloudSize.USUAL.pagesOf(2);

    private static final String SECRET = "00000000-0000-4000-8000-000000000001";

    private SimulatedOpenstack openstack;
    private SignedCloud cloud;

    /** A discovery that finds all there is of a kind, each by its own id. */
    record Listed(String name, Function<SignedCloud, Discovery> discovery, Kind kind) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Listed> listed() {
        return List.of(
                new Listed("images", ImageDiscoveries.ImagesDiscovery::new, Kind.IMAGE),
                new Listed("volumes", VolumeDiscoveries.VolumesDiscovery::new, Kind.VOLUME),
                new Listed("volume_snapshots", VolumeDiscoveries.VolumeSnapshotsDiscovery::new, Kind.SNAPSHOT),
                new Listed("volume_backups", VolumeDiscoveries.VolumeBackupsDiscovery::new, Kind.BACKUP),
                new Listed("fip_services", NetworkDiscoveries.FloatingIpsDiscovery::new, Kind.FLOATING_IP),
                new Listed("vpn_services", NetworkDiscoveries.VpnServicesDiscovery::new, Kind.VPN_SERVICE),
                new Listed(
                        "ipsec_connections", NetworkDiscoveries.IpsecConnectionsDiscovery::new, Kind.IPSEC_CONNECTION),
                new Listed("fw_services", NetworkDiscoveries.FirewallsDiscovery::new, Kind.FIREWALL),
                new Listed("fw_policy", NetworkDiscoveries.FirewallPoliciesDiscovery::new, Kind.FIREWALL_POLICY),
                new Listed("lb_services", LoadBalancerDiscoveries.OctaviaDiscovery::new, Kind.LOAD_BALANCER),
                new Listed("lb_loadbalancers", LoadBalancerDiscoveries.LoadBalancersDiscovery::new, Kind.LOAD_BALANCER),
                new Listed("lb_listeners", LoadBalancerDiscoveries.ListenersDiscovery::new, Kind.LISTENER),
                new Listed("lb_pools", LoadBalancerDiscoveries.BalancerPoolsDiscovery::new, Kind.POOL),
                new Listed("lb_members", LoadBalancerDiscoveries.MembersDiscovery::new, Kind.MEMBER),
                new Listed(
                        "lb_health_probes", LoadBalancerDiscoveries.HealthMonitorsDiscovery::new, Kind.HEALTH_MONITOR),
                new Listed("lb_vips", LoadBalancerDiscoveries.VipsDiscovery::new, Kind.VIP),
                new Listed("dns_zones", DnsZonesDiscovery::new, Kind.ZONE),
                new Listed("manila_shares", SharesDiscovery::new, Kind.SHARE),
                new Listed("alarm", AlarmDiscovery::new, Kind.ALARM),
                new Listed("tenant", cloud -> new TenantDiscovery(cloud, Map.of()), Kind.PROJECT));
    }

    @BeforeEach
    void start() throws IOException {
        openstack = SimulatedOpenstack.start(SIZE);
        cloud = TestClouds.signedInto(openstack.cloud());
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
        openstack.close();
    }

    private static List<String> ids(Collection<Resource> found) {
        return found.stream().map(Resource::id).toList();
    }

    @ParameterizedTest
    @MethodSource
    void listed(Listed what) throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < SIZE.of(what.kind()); i++) {
            all.add(what.kind().id(i));
        }

        Collection<Resource> found = what.discovery().apply(cloud).discover(FakeRequest.plain());

        assertThat(all).isNotEmpty();
        assertThat(ids(found)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(found).allSatisfy(resource -> assertThat(resource.detail()).isInstanceOf(JsonObject.class));
    }

    /** Another agent has the same resources, with the same details, without asking the cloud. */
    @ParameterizedTest
    @MethodSource("listed")
    void readsWhatAnotherAgentFound(Listed what) throws Exception {
        SharedDiscovery discovery = (SharedDiscovery) what.discovery().apply(cloud);
        Collection<Resource> found = discovery.discover(FakeRequest.plain());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        discovery.write(found, out);

        Collection<Resource> read = discovery.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(ids(read)).isEqualTo(ids(found));
        assertThat(read)
                .extracting(Resource::detail)
                .isEqualTo(found.stream().map(Resource::detail).toList());
    }

    @Test
    void handsNoSecretToOtherAgents() {
        assertThat(new BarbicanDiscovery(cloud)).isNotInstanceOf(SharedDiscovery.class);
    }

    @Test
    void tellsPoolsWithWhatTheirDriversTell() throws Exception {
        Collection<Resource> pools = new VolumeDiscoveries.VolumePoolsDiscovery(cloud).discover(FakeRequest.plain());

        assertThat(pools).isNotEmpty().allSatisfy(pool -> {
            JsonObject entry = pool.as(JsonObject.class).orElseThrow();
            assertThat(entry.text("name")).contains(pool.id());
            assertThat(entry.values()).containsKeys("total_capacity_gb", "max_over_subscription_ratio");
        });
    }

    @Test
    void namesProcessesOfCinderByTheirKindAndHost() throws Exception {
        Collection<Resource> processes =
                new VolumeDiscoveries.VolumeServicesDiscovery(cloud).discover(FakeRequest.plain());

        assertThat(ids(processes)).isNotEmpty().allMatch(id -> id.matches("cinder-[a-z]+@.+"));
    }

    @Test
    void tellsMembersTheirPool() throws Exception {
        Collection<Resource> members =
                new LoadBalancerDiscoveries.MembersDiscovery(cloud).discover(FakeRequest.plain());

        assertThat(members).allSatisfy(member -> assertThat(
                        member.as(JsonObject.class).orElseThrow().text("pool_id"))
                .isPresent());
    }

    @Test
    void holdsOfVolumesWhatSamplesNeedAndNoKeysOfConnections() throws Exception {
        Resource volume = new VolumeDiscoveries.VolumesDiscovery(cloud)
                .discover(FakeRequest.plain())
                .iterator()
                .next();
        Resource connection = new NetworkDiscoveries.IpsecConnectionsDiscovery(cloud)
                .discover(FakeRequest.plain())
                .iterator()
                .next();

        assertThat(volume.as(JsonObject.class).orElseThrow().values())
                .containsKeys("id", "size", "attachments")
                .doesNotContainKeys("links", "bootable", "created_at");
        assertThat(connection.as(JsonObject.class).orElseThrow().values()).doesNotContainKey("psk");
    }

    @Test
    void findsEndpointsOfOneTypeOrOfAll() throws Exception {
        EndpointDiscovery endpoints = new EndpointDiscovery(cloud);

        assertThat(ids(endpoints.discover(FakeRequest.plain().with("image"))))
                .singleElement()
                .asString()
                .startsWith("http");
        assertThat(endpoints.discover(FakeRequest.plain())).hasSizeGreaterThan(5);
        assertThat(endpoints.discover(FakeRequest.plain().with("baremetal"))).isEmpty();
        assertThat(cloud.health()).anyMatch(line -> line.message().contains("the catalogue has no baremetal"));
    }

    @Test
    void readsASecretAndShowsItsIdAlone() throws Exception {
        BarbicanDiscovery barbican = new BarbicanDiscovery(cloud);

        Resource secret =
                barbican.discover(FakeRequest.plain().with(SECRET)).iterator().next();

        assertThat(secret.as(String.class)).isPresent();
        assertThat(secret).hasToString(SECRET);
        assertThat(ids(barbican.discover(FakeRequest.plain()))).containsExactly("No secrets found");
    }

    @Test
    void readsOneListOnceForAllDiscoveriesOfACycle() throws Exception {
        FakeRequest request = FakeRequest.plain().in(new FakeCycle());

        new LoadBalancerDiscoveries.OctaviaDiscovery(cloud).discover(request);
        long before = calls();
        new LoadBalancerDiscoveries.LoadBalancersDiscovery(cloud).discover(request);

        assertThat(calls()).isEqualTo(before);
    }

    /** A call is counted after its answer has gone, which may have come by then. */
    private long calls() {
        await().until(() -> openstack.counts().counted().underWay() == 0);
        return openstack.counts().counted().total().calls();
    }

    @Test
    void leavesOutProjectsThatAreDisabledWhereThatIsWanted() throws Exception {
        TenantDiscovery all = new TenantDiscovery(cloud, Map.of());
        TenantDiscovery enabled = new TenantDiscovery(cloud, Map.of("ignore.disabled.projects", "true"));

        Collection<Resource> found = enabled.discover(FakeRequest.plain());

        assertThat(found).allSatisfy(project -> assertThat(
                        project.as(JsonObject.class).orElseThrow().flag("enabled"))
                .contains(true));
        assertThat(all.discover(FakeRequest.plain())).hasSizeGreaterThanOrEqualTo(found.size());
    }
}
