package io.nephoscope.discovery.tripleo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.discovery.FakeNova;
import io.nephoscope.testkit.DiscoveryContract;
import io.nephoscope.testkit.FakeRequest;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TripleoOvercloudNodesTest extends DiscoveryContract {

    private final FakeNova nova = new FakeNova();
    private final TripleoConfiguration configuration = new TripleoConfiguration();
    private final TripleoOvercloudNodes discovery = new TripleoOvercloudNodes(nova, configuration);

    @Override
    protected Discovery discovery() {
        return discovery;
    }

    @BeforeEach
    void putUpANode() {
        nova.listed.add(node("n1", FakeNova.json("addr", "192.0.2.7", "OS-EXT-IPS-MAC:mac_addr", "fa:16:3e:00:00:01")));
    }

    @Test
    void findsNodesWithTheAddressToAskThemAt() throws Exception {
        Resource node = only();

        assertThat(node.id()).isEqualTo("n1");
        assertThat(detail(node))
                .isEqualTo(Map.of(
                        "resource_id", "n1",
                        "resource_url", "snmp://ro_snmp_user:password@192.0.2.7",
                        "mac_addr", "fa:16:3e:00:00:01",
                        "image_id", "image-1",
                        "flavor_id", "flavor-1"));
        assertThat(nova.paths).containsExactly("/v2.1/servers/detail?all_tenants=True");
    }

    @Test
    void writesWhatIsConfiguredIntoTheAddress() throws Exception {
        configure(Map.of(
                "readonly.user.name", "poller",
                "readonly.user.password", "a@b/c",
                "readonly.user.auth.proto", "sha",
                "readonly.user.priv.proto", "aes128",
                "readonly.user.priv.password", "d&e",
                "tripleo.network.name", "internal"));
        nova.listed.set(
                0,
                FakeNova.json(
                        "id", "n1", "addresses", FakeNova.json("internal", List.of(FakeNova.json("addr", "fd00::7")))));

        assertThat(detail(only()).get("resource_url"))
                .isEqualTo("snmp://poller:a%40b%2Fc@[fd00::7]?auth_proto=sha&priv_proto=aes128&priv_password=d%26e");
        assertThat(detail(only())).containsEntry("image_id", null).containsEntry("mac_addr", null);
    }

    /** The meters of devices have this default on hosts, too, that know of no cloud. */
    @Test
    void findsNoneWithoutACloud() throws Exception {
        TripleoOvercloudNodes alone = new TripleoOvercloudNodes(null, configuration::settings);

        assertThat(alone.discover(FakeRequest.plain())).isEmpty();
    }

    @Test
    void needsNoPassword() throws Exception {
        configure(Map.of("readonly.user.name", "public", "readonly.user.password", ""));
        assertThat(detail(only()).get("resource_url")).isEqualTo("snmp://public@192.0.2.7");

        configure(Map.of("readonly.user.name", "", "readonly.user.password", ""));
        assertThat(detail(only()).get("resource_url")).isEqualTo("snmp://192.0.2.7");
    }

    @Test
    void showsNoSecret() throws Exception {
        configure(Map.of("readonly.user.password", "hunter2", "readonly.user.priv.password", "hunter3"));

        assertThat(only() + " " + only().detail() + " " + configuration.settings() + " " + configuration.health())
                .doesNotContain("hunter");
    }

    @Test
    void leavesOutServersThatAreNoNodesOrAreGone() throws Exception {
        nova.listed.add(FakeNova.json("id", "s1", "addresses", FakeNova.json("private", List.of())));
        nova.listed.add(FakeNova.json("id", "s2"));
        nova.listed.add(node("n2"));
        nova.listed.add(FakeNova.json(
                "id", "n3",
                "addresses", FakeNova.json("ctlplane", List.of(FakeNova.json("addr", "192.0.2.9"))),
                "OS-EXT-STS:vm_state", "error"));

        assertThat(only().id()).isEqualTo("n1");
    }

    @Test
    void takesAnOutageForNoEmptyOvercloud() {
        nova.failure = "Nova is down";

        assertThatExceptionOfType(DiscoveryException.class)
                .isThrownBy(this::only)
                .withMessage("Nova cannot list its servers: Nova is down");
    }

    private static JsonObject node(String id, JsonObject... addresses) {
        return FakeNova.json(
                "id", id,
                "image", FakeNova.json("id", "image-1"),
                "flavor", FakeNova.json("id", "flavor-1"),
                "addresses", FakeNova.json("ctlplane", List.of(addresses)));
    }

    @SuppressWarnings("JdkObsolete") // as ConfigAdmin hands it over
    private void configure(Map<String, String> properties) {
        configuration.updated(new Hashtable<>(properties));
    }

    private Resource only() throws Exception {
        Collection<Resource> nodes = discovery.discover(FakeRequest.plain());
        assertThat(nodes).hasSize(1);
        return nodes.iterator().next();
    }

    private static NodeDetail detail(Resource node) {
        return node.as(NodeDetail.class).orElseThrow();
    }
}
