package io.nephoscope.pollsters.central;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.testkit.RecordingPoll;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One entry of each list as its service gives it, and the sample that Ceilometer makes of it. */
class EntrySamplesTest {

    private static Sample sample(String meter, JsonObject entry) {
        RecordingPoll poll = new RecordingPoll();
        ListedMeter row = CentralPollsters.LISTED.stream()
                .filter(each -> each.meter().name().equals(meter))
                .findFirst()
                .orElseThrow();
        new EntryPollster(row).poll(List.of(new Resource("any", entry)), poll);
        assertThat(poll.failures).isEmpty();
        return poll.samples.get(0);
    }

    @Test
    void sizesAnImage() {
        Sample sample = sample("image.size", Json.of("""
                {"id": "i1", "size": 13, "owner": "p1", "status": "active", "visibility": "public", "name": "cirros",
                 "container_format": "bare", "created_at": "2026-11-22T00:00:00Z", "disk_format": "qcow2",
                 "updated_at": "2026-11-22T00:00:01Z", "min_disk": 0, "protected": false, "checksum": "c", "min_ram": 0,
                 "tags": ["a", "b"], "virtual_size": null, "file": "/v2/images/i1/file"}"""));

        assertThat(sample.meter().unit()).isEqualTo("B");
        assertThat(sample.volume()).isEqualTo(13L);
        assertThat(sample.subject().resourceId()).isEqualTo("i1");
        assertThat(sample.subject().owner().projectId()).isEqualTo("p1");
        assertThat(sample.subject().owner().userId()).isNull();
        assertThat(sample.subject().metadata().asMap())
                .containsOnlyKeys(
                        "status",
                        "visibility",
                        "name",
                        "container_format",
                        "created_at",
                        "disk_format",
                        "updated_at",
                        "min_disk",
                        "is_protected",
                        "checksum",
                        "min_ram",
                        "tags",
                        "virtual_size")
                .containsEntry("is_protected", false)
                .containsEntry("virtual_size", null)
                .containsEntry("tags", List.of("a", "b"));
    }

    @Test
    void sizesAVolumeAndNamesItsImageAndItsServer() {
        Sample sample = sample("volume.size", Json.of("""
                {"id": "v1", "size": 2, "user_id": "u1", "os-vol-tenant-attr:tenant_id": "p1", "name": null,
                 "status": "in-use", "volume_type": "fast", "volume_type_id": "t1", "availability_zone": "nova",
                 "os-vol-host-attr:host": "h@lvm#p", "migration_status": null,
                 "attachments": [{"server_id": "s1", "device": "/dev/vdb"}], "snapshot_id": null, "source_volid": null,
                 "volume_image_metadata": {"image_id": "i1"}, "bootable": "true"}"""));

        assertThat(sample.meter().unit()).isEqualTo("GiB");
        assertThat(sample.volume()).isEqualTo(2L);
        assertThat(sample.subject().owner().userId()).isEqualTo("u1");
        assertThat(sample.subject().owner().projectId()).isEqualTo("p1");
        assertThat(sample.subject().metadata().asMap())
                .hasSize(12)
                .containsEntry("image_id", "i1")
                .containsEntry("instance_id", "s1")
                .containsEntry("os-vol-host-attr:host", "h@lvm#p")
                .containsEntry("volume_type_id", "t1")
                .doesNotContainKey("bootable");
    }

    @Test
    void sizesAVolumeThatIsNowhereAttached() {
        Sample sample = sample("volume.size", Json.of("""
                {"id": "v1", "size": 1, "user_id": "u1", "os-vol-tenant-attr:tenant_id": "p1", "name": "n",
                 "status": "error", "volume_type": "fast", "availability_zone": "nova", "os-vol-host-attr:host": null,
                 "migration_status": null, "attachments": [], "snapshot_id": null, "source_volid": null}"""));

        assertThat(sample.subject().metadata().asMap())
                .containsEntry("image_id", null)
                .containsEntry("instance_id", null)
                .containsEntry("volume_type_id", null)
                .containsEntry("attachments", List.of());
    }

    @Test
    void numbersTheStateOfAFloatingIp() {
        Sample sample = sample("ip.floating", Json.of("""
                {"id": "f1", "status": "DOWN", "tenant_id": "p1", "project_id": "p1", "router_id": null,
                 "floating_network_id": "n1", "fixed_ip_address": null, "port_id": null,
                 "floating_ip_address": "203.0.113.7", "description": ""}"""));

        assertThat(sample.volume()).isEqualTo(3L);
        assertThat(sample.subject().owner().projectId()).isEqualTo("p1");
        assertThat(sample.subject().metadata().asMap()).hasSize(6).containsEntry("status", "DOWN");
    }

    @Test
    void countsAnIpsecConnectionAndKeepsItsKeyBack() {
        Sample sample = sample("network.services.vpn.connections", Json.of("""
                {"id": "c1", "tenant_id": "p1", "name": "c", "psk": "hush", "admin_state_up": true, "mtu": 1500,
                 "peer_cidrs": ["10.0.0.0/24"], "status": "ACTIVE"}"""));

        assertThat(sample.volume()).isEqualTo(1L);
        assertThat(sample.subject().metadata().asMap())
                .containsEntry("is_admin_state_up", true)
                .containsEntry("project_id", "p1")
                .doesNotContainKeys("psk", "admin_state_up")
                .doesNotContainValue("hush");
    }

    @Test
    void describesFirewallsByThePoliciesThatTheyHave() {
        Sample group = sample("network.services.firewall", Json.of("""
                {"id": "g", "project_id": "p", "admin_state_up": true, "description": "", "name": "g", "status": "ACTIVE",
                 "ingress_firewall_policy_id": "i", "egress_firewall_policy_id": null}"""));
        Sample old = sample("network.services.firewall", Json.of("""
                {"id": "f", "tenant_id": "p", "admin_state_up": true, "description": "", "name": "f", "status": "PENDING_CREATE",
                 "firewall_policy_id": "o"}"""));

        assertThat(group.subject().metadata().asMap())
                .containsEntry("ingress_firewall_policy_id", "i")
                .containsEntry("egress_firewall_policy_id", null)
                .doesNotContainKey("firewall_policy_id");
        assertThat(old.volume()).isEqualTo(2L);
        assertThat(old.subject().metadata().asMap())
                .containsEntry("firewall_policy_id", "o")
                .doesNotContainKey("ingress_firewall_policy_id");
    }

    @Test
    void tellsWhatThinPoolsMayStillPromise() {
        JsonObject pool = Json.of("""
                {"name": "h@b#thin", "pool_name": "thin", "total_capacity_gb": 28.5, "free_capacity_gb": 20,
                 "allocated_capacity_gb": 4, "provisioned_capacity_gb": 4.0, "reserved_percentage": 10,
                 "thin_provisioning_support": true, "max_over_subscription_ratio": "20.0"}""");

        assertThat(sample("volume.provider.pool.capacity.virtual_free", pool).volume())
                .isEqualTo(20.0 * (28.5 - 2) - 4.0);
        assertThat(sample("volume.provider.pool.capacity.free", pool).volume()).isEqualTo(20L);
        assertThat(sample("volume.provider.pool.capacity.total", pool).volume()).isEqualTo(28.5);
        assertThat(sample("volume.provider.pool.capacity.total", pool)
                        .subject()
                        .metadata()
                        .asMap())
                .isEqualTo(Map.of("pool_name", "thin"));
    }

    @Test
    void tellsWhetherAServiceOfCindersIsUp() {
        Sample sample = sample("volume.service.health", Json.of("""
                {"binary": "cinder-volume", "host": "h@lvm", "zone": "nova", "status": "enabled", "state": "up"}"""));

        assertThat(sample.volume()).isEqualTo(1L);
        assertThat(sample.subject().resourceId()).isEqualTo("cinder-volume@h@lvm");
    }

    @Test
    void tellsTheTwoStatesOfALoadBalancer() {
        JsonObject balancer = Json.of("""
                {"id": "b", "project_id": "p", "name": "b", "operating_status": "NO_MONITOR",
                 "provisioning_status": "PENDING_UPDATE", "provider": "ovn"}""");

        assertThat(sample("loadbalancer.operating", balancer).volume()).isEqualTo(6L);
        assertThat(sample("loadbalancer.provisioning", balancer).volume()).isEqualTo(5L);
        assertThat(sample("network.services.lb.loadbalancer", balancer).volume())
                .isEqualTo(3L);
    }

    @Test
    void readsPoolsOfBothLbaasVersions() {
        Sample second = sample("network.services.lb.pool", Json.of("""
                {"id": "b", "project_id": "p", "operating_status": "ONLINE", "lb_algorithm": "ROUND_ROBIN"}"""));
        Sample first = sample("network.services.lb.pool", Json.of("""
                {"id": "b", "tenant_id": "p", "status": "ACTIVE", "lb_method": "LEAST_CONNECTIONS", "vip_id": "v"}"""));

        assertThat(second.volume()).isEqualTo(1L);
        assertThat(second.subject().metadata().asMap())
                .containsEntry("lb_method", "ROUND_ROBIN")
                .containsEntry("status", "ONLINE")
                .containsEntry("vip_id", "")
                .containsEntry("provider", "");
        assertThat(first.volume()).isEqualTo(1L);
        assertThat(first.subject().metadata().asMap())
                .containsEntry("lb_method", "LEAST_CONNECTIONS")
                .containsEntry("vip_id", "v");
    }

    @Test
    void readsZonesThatInheritTheirTimeToLive() {
        JsonObject zone = Json.of("""
                {"id": "z", "project_id": "p", "name": "example.org.", "ttl": null, "serial": 1700000000, "status": "PENDING"}""");

        assertThat(sample("dns.zone.ttl", zone).volume()).isEqualTo(0L);
        assertThat(sample("dns.zone.serial", zone).volume()).isEqualTo(1_700_000_000L);
        assertThat(sample("dns.zone.status", zone).volume()).isEqualTo(2L);
    }

    @Test
    void readsShares() {
        JsonObject share = Json.of("""
                {"id": "s", "project_id": "p", "user_id": "u", "name": "s", "share_proto": "NFS", "size": 5,
                 "status": "shrinking_possible_data_loss_error", "is_public": false}""");

        assertThat(sample("manila.share.status", share).volume()).isEqualTo(24L);
        assertThat(sample("manila.share.size", share).volume()).isEqualTo(5L);
        assertThat(sample("manila.share.size", share).subject().metadata().asMap())
                .hasSize(8)
                .containsEntry("protocol", "NFS");
    }
}
