package io.nephoscope.tests.distribution;

import static java.util.Map.entry;

import io.nephoscope.tests.distribution.Explained.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is known to differ, in each namespace. */
final class Explanations {

    private static final String METADATA = "resource_metadata.";

    private static final String VPN = "network.services.vpn";
    private static final String CONNECTIONS = VPN + ".connections";

    private static final String POOLS = "volume.provider.pool.capacity.";

    private static final List<Reason> OF_ALL = List.of(
            Reason.since("", "user_name", "since Ceilometer 20"),
            Reason.since("", "project_name", "since Ceilometer 20"));

    static final Explained COMPUTE = new Explained(
            with(
                    Reason.since("", METADATA + "image_meta", "since Ceilometer 25"),
                    Reason.since("", METADATA + "flavor.extra_specs", "since Ceilometer 25"),
                    unit("", "MB", "MiB")),
            Map.ofEntries(
                    entry("power.state", "since Ceilometer 24"),
                    entry("disk.root.size", "since Ceilometer 24"),
                    entry("disk.ephemeral.size", "since Ceilometer 24"),
                    entry("vcpus", "since Ceilometer 25"),
                    entry("memory", "since Ceilometer 25"),
                    entry("memory.available", "since Ceilometer 25"),
                    entry("disk.read.bytes", "until Ceilometer 11"),
                    entry("disk.read.requests", "until Ceilometer 11"),
                    entry("disk.write.bytes", "until Ceilometer 11"),
                    entry("disk.write.requests", "until Ceilometer 11"),
                    entry("disk.capacity", "until Ceilometer 11"),
                    entry("disk.allocation", "until Ceilometer 11"),
                    entry("disk.usage", "until Ceilometer 11")),
            Map.of(
                    "cpu_util", "its libvirt inspector gives no value",
                    "disk.device.iops", "its libvirt inspector cannot tell",
                    "disk.device.latency", "its libvirt inspector cannot tell",
                    "network.incoming.bytes.rate", "its libvirt inspector cannot tell",
                    "network.outgoing.bytes.rate", "its libvirt inspector cannot tell"));

    static final Explained CENTRAL = new Explained(
            with(
                    unit("volume.", "GB", "GiB"),
                    Reason.until("image.size", METADATA + "protected", "is_protected since Ceilometer 26"),
                    Reason.since("image.size", METADATA + "is_protected", "since Ceilometer 26, protected before"),
                    Reason.since("volume.size", METADATA + "volume_type_id", "since Ceilometer 23"),
                    Reason.until("volume.snapshot.size", METADATA + "image_id", "until Ceilometer 24, always null"),
                    Reason.until("volume.snapshot.size", METADATA + "instance_id", "until Ceilometer 24, always null"),
                    Reason.until("volume.backup.size", METADATA + "image_id", "until Ceilometer 24, always null"),
                    Reason.until("volume.backup.size", METADATA + "instance_id", "until Ceilometer 24, always null"),
                    Reason.since("volume.backup.size", METADATA + "is_incremental", "since Ceilometer 23"),
                    Reason.changed(
                            "volume.backup.size",
                            "user_id",
                            (ours, theirs) -> !ours.isEmpty() && theirs.equals("null"),
                            "since Ceilometer 23, null before"),
                    Reason.since("storage.containers.", METADATA + "storage_policy", "since Ceilometer 24"),
                    Reason.until(VPN, METADATA + "admin_state_up", "is_admin_state_up since Ceilometer 26"),
                    Reason.since(VPN, METADATA + "is_admin_state_up", "since Ceilometer 26, admin_state_up before"),
                    Reason.since(VPN, METADATA + "flavor_id", "since Ceilometer 26"),
                    Reason.since(VPN, METADATA + "external_v4_ip", "since Ceilometer 26"),
                    Reason.since(VPN, METADATA + "external_v6_ip", "since Ceilometer 26"),
                    Reason.until(CONNECTIONS, METADATA + "dpd", "until Ceilometer 25"),
                    Reason.until(CONNECTIONS, METADATA + "tenant_id", "project_id since Ceilometer 26"),
                    Reason.since(CONNECTIONS, METADATA + "project_id", "since Ceilometer 26, tenant_id before"),
                    Reason.since(CONNECTIONS, METADATA + "peer_ep_group_id", "since Ceilometer 26"),
                    Reason.until(CONNECTIONS, METADATA + "psk", "a secret, which does not leave the agent")),
            Map.of(
                    POOLS + "total",
                    "since Ceilometer 25",
                    POOLS + "free",
                    "since Ceilometer 25",
                    POOLS + "allocated",
                    "since Ceilometer 25",
                    POOLS + "provisioned",
                    "since Ceilometer 25",
                    POOLS + "virtual_free",
                    "since Ceilometer 25",
                    "volume.service.health",
                    "since Ceilometer 27"),
            Map.of(
                    "port", "of network controllers that Ceilometer 24 has dropped",
                    "switch", "of network controllers that Ceilometer 24 has dropped",
                    "radosgw", "only where a gateway's keys are configured"));

    static final Explained IPMI = new Explained(
            with(Reason.since("hardware.ipmi.fan", METADATA + "maximum_rpm", "since Ceilometer 25")),
            Map.of(),
            Map.of("hardware.ipmi.node", "of Intel Node Manager, which Ceilometer 24 has dropped"));

    static final Explained DECLARED = new Explained(
            with(
                    Reason.changed(
                            "dynamic.xml.response",
                            METADATA + "note",
                            (ours, theirs) -> ours.equals("für alle"),
                            "in the encoding that the document declares; Ceilometer guesses one"),
                    Reason.changed(
                            "dynamic.", "resource_id", String::equals, "a text, also where the service has a number")),
            Map.of(
                    "dynamic.text.response",
                    "Ceilometer makes samples of plain text since 20",
                    "dynamic.odd.missing",
                    "Ceilometer ends the pollster at an odd entry, and loses what it had of it",
                    "dynamic.odd.metadata",
                    "Ceilometer ends the pollster at an odd entry, and loses what it had of it",
                    "dynamic.odd.alone",
                    "Ceilometer fails to give an id to an entry that stands alone"),
            Map.of());

    private Explanations() {}

    private static Reason unit(String meter, String before, String now) {
        return Reason.changed(
                meter,
                "counter_unit",
                (ours, theirs) -> ours.equals(now) && theirs.equals(before),
                now + " since Ceilometer 26, " + before + " before");
    }

    private static List<Reason> with(Reason... more) {
        List<Reason> all = new ArrayList<>(OF_ALL);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
