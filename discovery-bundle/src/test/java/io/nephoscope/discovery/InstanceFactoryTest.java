package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.nephoscope.api.sample.Owner;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.libvirt.Instance.Device;
import io.nephoscope.connector.libvirt.Instance.DiskSizes;
import io.nephoscope.connector.libvirt.Instance.Storage;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceFactoryTest {

    private static final String ID = "6f1a2d6e-002a-4c0e-9d55-0b1c6a3c002a";
    private static final DomainRef DOMAIN = new DomainRef(UUID.fromString(ID), 4, "instance-0000002a");

    @Test
    void tellsAllThatNovaWroteDown() throws Exception {
        Instance instance = instance(Descriptions.INSTANCE, 1);

        Map<String, @Nullable Object> metadata = instance.subject().metadata().asMap();
        assertThat(instance.subject().resourceId()).isEqualTo(ID);
        assertThat(instance.subject().owner())
                .isEqualTo(Owner.of("473fd148d720542fb83ff510d802eebf", "04060e67d2ec5ca9931f8a9a7db9d684"));
        assertThat(metadata)
                .containsEntry("display_name", "web é €")
                .containsEntry("name", "instance-0000002a")
                .containsEntry("instance_id", ID)
                .containsEntry("instance_type", "m1.small")
                .containsEntry("instance_host", "compute1")
                .containsEntry("task_state", "")
                .containsEntry("image", Map.of("id", "1f87d62b-b1b1-5e76-bf0d-471a8b49d495"))
                .containsEntry("image_ref", "1f87d62b-b1b1-5e76-bf0d-471a8b49d495")
                .containsEntry("image_ref_url", null)
                .containsEntry("architecture", "x86_64")
                .containsEntry("os_type", "hvm")
                .containsEntry("vcpus", 2L)
                .containsEntry("memory_mb", 2048L)
                .containsEntry("disk_gb", 20L)
                .containsEntry("ephemeral_gb", 5L)
                .containsEntry("root_gb", 15L);
        assertThat(instance.diskSizes()).isEqualTo(new DiskSizes(15, 5));
    }

    @Test
    void describesTheFlavorWithItsExtraSpecs() throws Exception {
        Map<String, @Nullable Object> flavor = new LinkedHashMap<>();
        flavor.put("id", "42");
        flavor.put("name", "m1.small");
        flavor.put("vcpus", 2L);
        flavor.put("ram", 2048L);
        flavor.put("disk", 20L);
        flavor.put("ephemeral", 5L);
        flavor.put("swap", 0L);
        flavor.put("extra_specs", Map.of("hw_rng:allowed", "true"));

        assertThat(metadata(Descriptions.INSTANCE)).containsEntry("flavor", flavor);
    }

    @Test
    void describesTheImageWhereNovaDoes() throws Exception {
        assertThat(metadata(Descriptions.INSTANCE))
                .containsEntry(
                        "image_meta",
                        Map.of(
                                "base_image_ref",
                                "1f87d62b-b1b1-5e76-bf0d-471a8b49d495",
                                "container_format",
                                "bare",
                                "disk_format",
                                "qcow2",
                                "min_disk",
                                "1",
                                "min_ram",
                                "0",
                                "os_distro",
                                "debian"));
    }

    @Test
    void leavesTheIdOfAnImageOutWhereNovaWroteNone() throws Exception {
        String without =
                Descriptions.instanceWith("<nova:image uuid=\"1f87d62b-b1b1-5e76-bf0d-471a8b49d495\">", "<nova:image>");

        assertThat(metadata(without))
                .extractingByKey("image_meta")
                .asInstanceOf(MAP)
                .doesNotContainKey("base_image_ref")
                .containsEntry("disk_format", "qcow2");
    }

    @Test
    void tellsSizesOfAFlavorBeyondSixtyThreeBits() throws Exception {
        String large = Descriptions.instanceWith("<nova:disk>20<", "<nova:disk>18446744073709551616<");

        Instance instance = instance(large, 1);

        assertThat(instance.subject().metadata().asMap())
                .containsEntry("disk_gb", BigInteger.ONE.shiftLeft(64))
                .containsEntry("root_gb", BigInteger.ONE.shiftLeft(64).subtract(BigInteger.valueOf(5)));
        assertThat(instance.diskSizes().root())
                .isEqualTo(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.valueOf(5)));
    }

    @Test
    void takesTheNameForTheIdOfAnOlderNovasFlavor() throws Exception {
        String older = Descriptions.instanceWith(" id=\"42\"", "");

        assertThat(metadata(older)).extractingByKey("flavor").asInstanceOf(MAP).containsEntry("id", "m1.small");
    }

    @Test
    void takesTheFlavorsIdFromNovaOnlyWhereTheDomainHasNone() throws Exception {
        assertThat(flavorId(Descriptions.INSTANCE, "43")).isEqualTo("42");
        assertThat(flavorId(Descriptions.instanceWith(" id=\"42\"", ""), "43")).isEqualTo("43");
        assertThat(flavorId(Descriptions.instanceWith(" id=\"42\"", " id=\"\""), "m1.small"))
                .isEqualTo("m1.small");
        assertThat(flavorId(Descriptions.instanceWith(" id=\"42\"", ""), null)).isNull();
    }

    @Test
    void tellsWhatUsersReservedAsTheLastThing() throws Exception {
        VolatileState situation =
                new VolatileState(InstanceState.of(1), Map.of("metering.stack", "web", "mine", "alone"), null);

        Map<String, @Nullable Object> metadata = new InstanceFactory(
                        "compute1", new ReservedMetadata(List.of("metering."), List.of(), 256))
                .instance(DOMAIN, situation, parse(Descriptions.INSTANCE))
                .subject()
                .metadata()
                .asMap();

        assertThat(metadata).containsEntry("user_metadata", Map.of("stack", "web"));
        assertThat(metadata.keySet()).last().isEqualTo("user_metadata");
    }

    @Test
    void hasNoImageWhenBootedFromAVolume() throws Exception {
        String fromVolume = Descriptions.instanceWith("<nova:root type=\"image\"", "<nova:root type=\"volume\"");

        assertThat(metadata(fromVolume)).containsEntry("image", null).containsEntry("image_ref", null);
    }

    @Test
    void readsTheOlderNamespace() throws Exception {
        String older = Descriptions.instanceWith("nova/1.1", "nova/1.0");

        assertThat(metadata(older)).containsEntry("display_name", "web é €");
    }

    @ParameterizedTest
    @CsvSource({
        "d99c829753f64057bc0f2030da309943, compute1, d70b1621fbf2ce10731807fb6577e210058d9a9e765ff939b350090c",
        "d99c829753f64057bc0f2030da309943, test, 4d0bc931ea7f0513da2efd9acb4cf3a273c64b7bcc544e15c070e662"
    })
    void hidesTheHostAsNovaDoes(String project, String host, String expected) throws Exception {
        String description = Descriptions.instanceWith("04060e67d2ec5ca9931f8a9a7db9d684", project);

        Instance instance = new InstanceFactory(host, ReservedMetadata.NONE)
                .instance(DOMAIN, new VolatileState(InstanceState.of(1), Map.of(), null), parse(description));

        assertThat(instance.subject().metadata().asMap()).containsEntry("host", expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, pending, building",
        "1, running, active",
        "2, running, active",
        "3, paused, paused",
        "4, shutdown, stopped",
        "5, shutdown, stopped",
        "6, crashed, error",
        "7, suspended, suspended",
        "8, pending, building"
    })
    void namesTheStateAsNovaDoes(long state, String vmState, String status) throws Exception {
        assertThat(instance(Descriptions.INSTANCE, state).subject().metadata().asMap())
                .containsEntry("state", vmState)
                .containsEntry("status", status);
    }

    @Test
    void listsInterfacesWithADeviceOnTheHost() throws Exception {
        List<Device> vnics = instance(Descriptions.INSTANCE, 1).devices().vnics();

        assertThat(vnics).extracting(Device::name).containsExactly("tap1", "tap2");
        assertThat(vnics)
                .extracting(vnic -> vnic.subject().resourceId())
                .containsExactly("nova-instance-0000002a-fa163e000001", "instance-0000002a-" + ID + "-tap2");
        assertThat(vnics.get(0).subject().metadata().asMap())
                .containsEntry("name", "tap1")
                .containsEntry("mac", "fa:16:3e:00:00:01")
                .containsEntry("fref", "nova-instance-0000002a-fa163e000001")
                .containsEntry("vnic_name", "nova-instance-0000002a-fa163e000001")
                .containsEntry("parameters", map("dhcpserver", "10.0.0.1", "interfaceid", null, "bridge", "qbr1"));
        assertThat(vnics.get(1).subject().metadata().asMap())
                .containsEntry("fref", null)
                .containsEntry("vnic_name", "tap2")
                .containsEntry(
                        "parameters", map("interfaceid", "11111111-aaaa-bbbb-cccc-222222222222", "bridge", "br-int"));
    }

    @Test
    void listsDisksWithAMedium() throws Exception {
        List<Device> disks = instance(Descriptions.INSTANCE, 1).devices().disks();

        assertThat(disks).extracting(disk -> disk.subject().resourceId()).containsExactly(ID + "-vda", ID + "-vdb");
        assertThat(disks.get(1).subject().metadata().asMap()).containsEntry("disk_name", "vdb");
        assertThat(disks)
                .extracting(Device::storage)
                .containsExactly(
                        new Storage("file", "qcow2", "/var/lib/nova/instances/2a/disk"),
                        new Storage("network", "", ""));
    }

    @Test
    void countsAllDevicesThatLibvirtKnows() throws Exception {
        Instance.Devices devices = instance(Descriptions.INSTANCE, 1).devices();

        assertThat(devices.allVnics()).isEqualTo(2);
        assertThat(devices.allDisks()).isEqualTo(3);
    }

    private static @Nullable Object flavorId(String description, @Nullable String known) throws DescriptionException {
        Instance instance = new InstanceFactory("compute1", ReservedMetadata.NONE)
                .instance(DOMAIN, new VolatileState(InstanceState.of(1), Map.of(), known), parse(description));
        Object flavor = instance.subject().metadata().asMap().get("flavor");
        return ((Map<?, ?>) Objects.requireNonNull(flavor)).get("id");
    }

    private static Map<String, @Nullable Object> metadata(String description) throws DescriptionException {
        return instance(description, 1).subject().metadata().asMap();
    }

    private static Instance instance(String description, long state) throws DescriptionException {
        return new InstanceFactory("compute1", ReservedMetadata.NONE)
                .instance(DOMAIN, new VolatileState(InstanceState.of(state), Map.of(), "m1.small"), parse(description));
    }

    private static DomainDescription parse(String description) throws DescriptionException {
        return DomainDescription.parse(description).orElseThrow();
    }

    private static Map<String, @Nullable Object> map(@Nullable String... entries) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int index = 0; index < entries.length; index += 2) {
            map.put(String.valueOf(entries[index]), entries[index + 1]);
        }
        return map;
    }
}
