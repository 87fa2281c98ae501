package io.nephoscope.discovery.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.session.SignedCloud;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.FakeRequest;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.HttpAnswer;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing there, nothing known, and nothing that answers are three things. */
class AbsentServicesTest {

    private static final String GROUPS = "/network/v2.0/fwaas/firewall_groups";
    private static final String FIREWALLS = "/network/v2.0/fw/firewalls";

    private FakeCloud fake;
    private SignedCloud cloud;

    @BeforeEach
    void start() throws IOException {
        fake = FakeCloud.start().service("network", "/network");
        cloud = TestClouds.signedInto(fake);
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
        fake.close();
    }

    private static List<String> ids(Collection<Resource> found) {
        return found.stream().map(Resource::id).toList();
    }

    @Test
    void findsNothingOfAServiceThatTheCatalogueDoesNotHaveAndSaysSo() throws Exception {
        Discovery images = new ImageDiscoveries.ImagesDiscovery(cloud);

        assertThat(images.discover(FakeRequest.plain())).isEmpty();
        assertThat(cloud.health()).anyMatch(line -> line.message().contains("the catalogue has no image"));
    }

    @Test
    void findsNothingOfAnExtensionThatIsNotThereAndDoesNotAskEachTime() throws Exception {
        Discovery firewalls = new NetworkDiscoveries.FirewallsDiscovery(cloud);

        assertThat(firewalls.discover(FakeRequest.plain())).isEmpty();
        assertThat(firewalls.discover(FakeRequest.plain())).isEmpty();

        assertThat(fake.count(GROUPS)).isEqualTo(1);
        assertThat(fake.count(FIREWALLS)).isEqualTo(1);
    }

    @Test
    void findsFirewallsOfTheFirstVersionWhereThereIsNoSecond() throws Exception {
        fake.list(FIREWALLS, "firewalls").add(List.of(Map.of("id", "f1")));
        Discovery firewalls = new NetworkDiscoveries.FirewallsDiscovery(cloud);

        assertThat(ids(firewalls.discover(FakeRequest.plain()))).containsExactly("f1");
        assertThat(ids(firewalls.discover(FakeRequest.plain()))).containsExactly("f1");
        assertThat(fake.count(GROUPS)).isEqualTo(1);
    }

    @Test
    void failsWhereTheServiceDoesNotAnswer() {
        fake.document(GROUPS, HttpAnswer.status(500));
        Discovery firewalls = new NetworkDiscoveries.FirewallsDiscovery(cloud);

        assertThatThrownBy(() -> firewalls.discover(FakeRequest.plain()))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("500");
    }

    @Test
    void failsWhereAServiceDoesNotKnowAListThatEachHas() {
        fake.service("image", "/image");

        assertThatThrownBy(() -> new ImageDiscoveries.ImagesDiscovery(cloud).discover(FakeRequest.plain()))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("404");
    }

    @Test
    void asksAnOlderCinderInNoVersionAndRemembersIt() throws Exception {
        String path = "/volume/v3/" + FakeCloud.PROJECT + "/backups/detail";
        fake.service("volumev3", "/volume/v3/" + FakeCloud.PROJECT);
        fake.serve(
                path,
                call -> call.header("OpenStack-API-Version").isPresent()
                        ? HttpAnswer.status(406)
                        : HttpAnswer.json("{\"backups\": [{\"id\": \"b1\"}]}"));
        Discovery backups = new VolumeDiscoveries.VolumeBackupsDiscovery(cloud);

        assertThat(ids(backups.discover(FakeRequest.plain()))).containsExactly("b1");
        assertThat(ids(backups.discover(FakeRequest.plain()))).containsExactly("b1");

        assertThat(fake.count(path)).isEqualTo(3);
        assertThat(cloud.health()).noneMatch(line -> line.message().contains("406"));
    }

    @Test
    void failsWhereAServiceSpeaksNoVersionThatIsKnownHere() {
        String path = "/volume/v3/" + FakeCloud.PROJECT + "/backups/detail";
        fake.service("volumev3", "/volume/v3/" + FakeCloud.PROJECT).document(path, HttpAnswer.status(406));
        Discovery backups = new VolumeDiscoveries.VolumeBackupsDiscovery(cloud);

        for (int cycle = 0; cycle < 2; cycle++) {
            assertThatThrownBy(() -> backups.discover(FakeRequest.plain()))
                    .isInstanceOf(DiscoveryException.class)
                    .hasMessageContaining("does not speak the version");
        }
    }

    @Test
    void sharesAReadingWithACycleOfAnotherIntervalThatBeganWithIt() throws Exception {
        fake.list("/network/v2.0/floatingips", "floatingips").add(List.of(Map.of("id", "f1")));
        Discovery ips = new NetworkDiscoveries.FloatingIpsDiscovery(cloud);

        Collection<Resource> first = ips.discover(FakeRequest.plain().in(cycle("60s")));
        Collection<Resource> second = ips.discover(FakeRequest.plain().in(cycle("300s")));

        assertThat(second).isSameAs(first);
        assertThat(fake.count("/network/v2.0/floatingips")).isEqualTo(1);
    }

    @Test
    void readsAnewForTheNextCycleOfTheSameInterval() throws Exception {
        fake.list("/network/v2.0/floatingips", "floatingips").add(List.of(Map.of("id", "f1")));
        Discovery ips = new NetworkDiscoveries.FloatingIpsDiscovery(cloud);

        ips.discover(FakeRequest.plain());
        fake.list("/network/v2.0/floatingips", "floatingips").add(List.of(Map.of("id", "f2")));

        assertThat(ids(ips.discover(FakeRequest.plain()))).containsExactly("f1", "f2");
    }

    private static FakeCycle cycle(String series) {
        return new FakeCycle().of(series, CycleMode.REGULAR);
    }
}
