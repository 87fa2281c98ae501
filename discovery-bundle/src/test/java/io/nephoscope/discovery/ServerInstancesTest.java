package io.nephoscope.discovery;

import static io.nephoscope.discovery.FakeNova.json;
import static io.nephoscope.discovery.Servers.server;
import static io.nephoscope.discovery.Servers.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.testkit.FakeRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances that Nova lists, in the samples of this hypervisor. */
class ServerInstancesTest {

    private static final UUID ID = new UUID(0, 1);
    private static final DomainRef DOMAIN = new DomainRef(ID, 4, "instance-0000002a");

    private final FakeHypervisor hypervisor = new FakeHypervisor();
    private final FakeNova nova = Servers.nova();
    private DiscoverySettings settings = new DiscoverySettings(
            new InstanceFactory("compute1", new ReservedMetadata(List.of("metering."), List.of(), 256)),
            Duration.ofMinutes(10),
            false,
            Optional.of(new DiscoverySettings.NovaListing(Duration.ZERO, Duration.ofHours(1))));
    private final LocalInstances discovery = new LocalInstances(hypervisor, () -> settings);

    @BeforeEach
    void startAnInstance() {
        hypervisor.put(DOMAIN, 1, Descriptions.INSTANCE);
        nova.listed.add(server(ID));
        discovery.cloud = nova;
    }

    @Test
    void haveTheMetadataThatCeilometerGivesThem() throws Exception {
        Instance instance = instance();

        Map<String, @Nullable Object> expected = new HashMap<>();
        expected.put("display_name", "web");
        expected.put("name", "instance-0000002a");
        expected.put("instance_id", ID.toString());
        expected.put("instance_type", "m1.small");
        expected.put("host", "d70b1621fbf2");
        expected.put("instance_host", "compute1");
        expected.put(
                "flavor",
                Map.of(
                        "id", "42",
                        "links", List.of(Map.of("rel", "bookmark", "href", "http://nova/flavors/42")),
                        "name", "m1.small",
                        "vcpus", 2L,
                        "ram", 2048L,
                        "disk", 20L,
                        "ephemeral", 5L));
        expected.put("status", "active");
        expected.put("state", "active");
        expected.put("task_state", null);
        expected.put(
                "image",
                Map.of(
                        "id",
                        Servers.IMAGE,
                        "links",
                        List.of(Map.of("rel", "bookmark", "href", "http://nova/images/1f")),
                        "name",
                        "debian"));
        expected.put("image_ref", Servers.IMAGE);
        expected.put("image_ref_url", "http://nova/images/1f");
        expected.put(
                "image_meta",
                Map.of(
                        "base_image_ref", Servers.IMAGE,
                        "disk_format", "qcow2",
                        "min_disk", "1",
                        "protected", "False",
                        "os_distro", "debian"));
        expected.put("OS-EXT-AZ:availability_zone", "nova");
        expected.put("kernel_id", "kernel-1");
        expected.put("ramdisk_id", null);
        expected.put("vcpus", 2L);
        expected.put("memory_mb", 2048L);
        expected.put("disk_gb", 20L);
        expected.put("ephemeral_gb", 5L);
        expected.put("root_gb", 15L);
        expected.put("user_metadata", Map.of("stack", "shop"));
        assertThat(instance.subject().metadata().asMap()).isEqualTo(expected);
        assertThat(instance.subject().owner())
                .isEqualTo(Owner.of("473fd148d720542fb83ff510d802eebf", "04060e67d2ec5ca9931f8a9a7db9d684"));
        assertThat(instance.diskSizes()).isEqualTo(new Instance.DiskSizes(15, 5));
    }

    @Test
    void haveTheDevicesOfTheirDomains() throws Exception {
        assertThat(instance().devices().disks())
                .extracting(Instance.Device::name)
                .containsExactly("vda", "vdb");
        assertThat(instance().devices().vnics()).isNotEmpty();
    }

    @Test
    void stayTheSameObjectsWhileNothingChanges() throws Exception {
        Instance before = instance();
        nova.listed.set(0, with(server(ID), "updated", "2026-11-30T05:00:00Z"));
        assertThat(instance()).isSameAs(before);
        nova.listed.clear();

        assertThat(instance()).isSameAs(before);
        assertThat(hypervisor.read).hasSize(1);
    }

    @Test
    void areAnewWhatNovaListsOtherwise() throws Exception {
        instance();
        nova.listed.set(0, with(server(ID), "name", "renamed"));

        assertThat(instance().subject().metadata().asMap()).containsEntry("display_name", "renamed");
    }

    @Test
    void areFoundBeforeTheyHaveADomain() throws Exception {
        hypervisor.remove(DOMAIN);
        nova.listed.set(0, with(with(server(ID), "status", "BUILD"), "image", ""));

        Instance instance = instance();

        assertThat(instance.devices().allDisks()).isZero();
        assertThat(instance.subject().metadata().asMap())
                .containsEntry("status", "build")
                .containsEntry("image", null)
                .containsEntry("image_ref", null)
                .containsEntry("kernel_id", null)
                .doesNotContainKey("image_meta");
        assertThat(instance()).isSameAs(instance);
    }

    @Test
    void areLeftOutOnceTheirDomainIsGoneUntilNovaListsThemOtherwise() throws Exception {
        instance();
        hypervisor.remove(DOMAIN);
        nova.listed.clear();
        assertThat(discovery.discover(FakeRequest.plain())).isEmpty();
        assertThat(discovery.discover(FakeRequest.plain())).isEmpty();

        nova.listed.add(with(server(ID), "OS-EXT-STS:vm_state", "resized"));
        assertThat(discovery.discover(FakeRequest.plain())).hasSize(1);
    }

    @Test
    void areFoundByTheirDomainsWhileThereIsNoCloud() throws Exception {
        discovery.cloud = null;
        assertThat(instance().subject().metadata().asMap()).containsEntry("display_name", "web é €");

        discovery.cloud = nova;
        assertThat(instance().subject().metadata().asMap()).containsEntry("display_name", "web");
    }

    @Test
    void costThemselvesAloneWhereTheirMetadataAreTooMuchForASample() throws Exception {
        UUID large = new UUID(0, 2);
        nova.listed.add(0, with(server(large), "name", "x".repeat(300_000)));

        assertThat(discovery.discover(FakeRequest.plain()))
                .extracting(Resource::id)
                .containsExactly(ID.toString());
    }

    @Test
    void takeNoOddEntryForAServer() throws Exception {
        nova.listed.add(json("id", "no uuid"));
        nova.listed.add(new JsonObject(Map.of("id", new UUID(0, 2).toString())));

        assertThat(discovery.discover(FakeRequest.plain()))
                .extracting(Resource::id)
                .containsExactly(ID.toString(), new UUID(0, 2).toString());
    }

    private Instance instance() throws Exception {
        return discovery
                .discover(FakeRequest.plain())
                .iterator()
                .next()
                .as(Instance.class)
                .orElseThrow();
    }
}
