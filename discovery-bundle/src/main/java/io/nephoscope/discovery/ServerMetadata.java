package io.nephoscope.discovery;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.connector.libvirt.Instance.DiskSizes;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The metadata that Ceilometer gives instances which Nova lists. */
final class ServerMetadata {

    /** All that is read of a server, so that a change of anything else makes no new instance. */
    static final Set<String> KEYS = Set.of(
            "name",
            "user_id",
            "tenant_id",
            "hostId",
            "status",
            "metadata",
            "flavor",
            "image",
            "OS-EXT-SRV-ATTR:instance_name",
            "OS-EXT-SRV-ATTR:host",
            "OS-EXT-STS:vm_state",
            "OS-EXT-STS:task_state",
            "reservation_id",
            "architecture",
            "OS-EXT-AZ:availability_zone",
            "os_type");

    private static final int LONG_BITS = 63;

    /** What is handed on where Nova tells it. */
    private static final List<String> AS_LISTED =
            List.of("reservation_id", "architecture", "OS-EXT-AZ:availability_zone", "os_type");

    private ServerMetadata() {}

    static Metadata of(NovaServer server, ReservedMetadata reserved) {
        Map<String, @Nullable Object> flavor = server.flavorAsMap();
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("display_name", server.text("name"));
        metadata.put("name", listed(server, "OS-EXT-SRV-ATTR:instance_name"));
        metadata.put("instance_id", server.id().toString());
        metadata.put("instance_type", flavor.get("name"));
        metadata.put("host", server.text("hostId"));
        metadata.put("instance_host", listed(server, "OS-EXT-SRV-ATTR:host"));
        metadata.put("flavor", plain(flavor));
        metadata.put("status", Objects.toString(server.text("status"), "").toLowerCase(Locale.ROOT));
        metadata.put("state", listed(server, "OS-EXT-STS:vm_state"));
        metadata.put("task_state", listed(server, "OS-EXT-STS:task_state"));
        putImage(metadata, server);
        for (String key : AS_LISTED) {
            if (server.server().values().containsKey(key)) {
                metadata.put(key, plain(server.server().values().get(key)));
            }
        }
        metadata.put("vcpus", flavor.get("vcpus"));
        metadata.put("memory_mb", flavor.get("ram"));
        metadata.put("disk_gb", flavor.get("disk"));
        metadata.put("ephemeral_gb", flavor.get("ephemeral"));
        metadata.put("root_gb", diskSizes(server).root());
        reserved.addTo(metadata, server.userMetadata());
        return Metadata.of(metadata);
    }

    /** A flavor's disk is the root disk and the ephemeral one. */
    static DiskSizes diskSizes(NovaServer server) {
        BigInteger disk = new BigInteger(whole(server.size("disk")));
        BigInteger ephemeral = new BigInteger(whole(server.size("OS-FLV-EXT-DATA:ephemeral")));
        BigInteger root = disk.subtract(ephemeral);
        return new DiskSizes(narrow(root), narrow(ephemeral));
    }

    private static String whole(Number size) {
        return size instanceof BigInteger ? size.toString() : Long.toString(size.longValue());
    }

    private static Number narrow(BigInteger number) {
        return number.bitLength() <= LONG_BITS ? (Number) number.longValue() : number;
    }

    /** What Nova tells; an empty text where it does not tell it at all. */
    private static @Nullable Object listed(NovaServer server, String key) {
        return plain(server.server().values().getOrDefault(key, ""));
    }

    private static void putImage(Map<String, @Nullable Object> metadata, NovaServer server) {
        Map<String, @Nullable Object> image = server.imageAsMap();
        metadata.put("image", plain(image));
        metadata.put("image_ref", image == null ? null : plain(image.get("id")));
        metadata.put("image_ref_url", image == null ? null : firstLink(server));
        Map<String, @Nullable Object> meta = server.imageMeta();
        if (!meta.isEmpty()) {
            metadata.put("image_meta", meta);
        }
        metadata.put("kernel_id", part(server, "kernel_id"));
        metadata.put("ramdisk_id", part(server, "ramdisk_id"));
    }

    private static @Nullable String part(NovaServer server, String key) {
        return server.image().flatMap(image -> image.text(key)).orElse(null);
    }

    private static @Nullable String firstLink(NovaServer server) {
        return server.server().object("image").map(image -> image.objects("links")).stream()
                .flatMap(List::stream)
                .findFirst()
                .flatMap(link -> link.text("href"))
                .orElse(null);
    }

    /** The same value in Java's own collections. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return plain(object.values());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), plain(each)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(plain(each)));
            return copy;
        }
        return value;
    }
}
