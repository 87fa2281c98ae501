package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Where today's Ceilometer, which we follow, differs from Ceilometer 19, which Debian 12 has. */
final class Explained {

    /** Fields that Ceilometer 19 does not have. */
    static final Map<String, String> FIELDS = Map.of(
            "user_name", "present since Ceilometer 20",
            "project_name", "present since Ceilometer 20",
            "resource_metadata.image_meta", "present since Ceilometer 25",
            "resource_metadata.flavor.extra_specs", "present since Ceilometer 25");

    /** Meters that Ceilometer 19 does not have. */
    static final Map<String, String> METERS = Map.ofEntries(
            Map.entry("power.state", "since Ceilometer 24"),
            Map.entry("disk.root.size", "since Ceilometer 24"),
            Map.entry("disk.ephemeral.size", "since Ceilometer 24"),
            Map.entry("vcpus", "since Ceilometer 25"),
            Map.entry("memory", "since Ceilometer 25"),
            Map.entry("memory.available", "since Ceilometer 25"),
            Map.entry("disk.read.bytes", "until Ceilometer 11"),
            Map.entry("disk.read.requests", "until Ceilometer 11"),
            Map.entry("disk.write.bytes", "until Ceilometer 11"),
            Map.entry("disk.write.requests", "until Ceilometer 11"),
            Map.entry("disk.capacity", "until Ceilometer 11"),
            Map.entry("disk.allocation", "until Ceilometer 11"),
            Map.entry("disk.usage", "until Ceilometer 11"));

    /** Meters that Ceilometer 19 names and never sends of libvirt's guests. */
    static final Map<String, String> NEVER_SENT = Map.of(
            "cpu_util", "its libvirt inspector gives no value",
            "disk.device.iops", "its libvirt inspector cannot tell",
            "disk.device.latency", "its libvirt inspector cannot tell",
            "network.incoming.bytes.rate", "its libvirt inspector cannot tell",
            "network.outgoing.bytes.rate", "its libvirt inspector cannot tell");

    static final String UNIT = "MiB since Ceilometer 26, MB before";

    private Explained() {}

    static boolean field(String name, JsonNode ours, JsonNode theirs) {
        if (name.equals("counter_unit")) {
            return theirs.asText().equals("MB") && ours.asText().equals("MiB");
        }
        return FIELDS.containsKey(name) && theirs.isMissingNode();
    }
}
