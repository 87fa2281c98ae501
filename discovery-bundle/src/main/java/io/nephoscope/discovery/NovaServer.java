package io.nephoscope.discovery;

import io.nephoscope.api.sample.Owner;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server as Nova lists it.
 *
 * @param server the entry of the list
 * @param flavor that it has; empty if it is not there any more
 * @param image that it was started from, as Glance has it; empty if it is not there any more, or there was none
 */
record NovaServer(UUID id, JsonObject server, Optional<JsonObject> flavor, Optional<JsonObject> image)
        implements Situation {

    private static final Set<String> NO_META =
            Set.of("id", "name", "kernel_id", "ramdisk_id", "direct_url", "locations", "self", "file", "schema");

    Owner owner() {
        return Owner.of(text("user_id"), text("tenant_id"));
    }

    @Nullable
    String text(String key) {
        return server.text(key).orElse(null);
    }

    /** What users wrote down about it. */
    Map<String, String> userMetadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        server.object("metadata").ifPresent(object -> object.values().forEach((key, value) -> {
            if (value instanceof String text) {
                metadata.put(key, text);
            }
        }));
        return metadata;
    }

    /** What Ceilometer knows of a flavor that Nova was asked for: without its swap, and with the links of the list. */
    Map<String, @Nullable Object> flavorAsMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        JsonObject listed = server.object("flavor").orElse(new JsonObject(Map.of()));
        map.putAll(listed.values());
        map.put(
                "name",
                flavor.flatMap(found -> found.text("name"))
                        .orElse("unknown-id-" + listed.values().get("id")));
        map.put("vcpus", size("vcpus"));
        map.put("ram", size("ram"));
        map.put("disk", size("disk"));
        map.put("ephemeral", size("OS-FLV-EXT-DATA:ephemeral"));
        return map;
    }

    /** The size of a part of the flavor; 0 where it is not known. */
    Number size(String key) {
        return flavor.flatMap(found -> found.number(key)).orElse(0L);
    }

    /** The image as Nova lists it, with its name; null where there is none. */
    @Nullable
    Map<String, @Nullable Object> imageAsMap() {
        Optional<JsonObject> listed = server.object("image");
        if (listed.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>(listed.get().values());
        map.put("name", image.isPresent() ? image.get().values().get("name") : "unknown-id-" + map.get("id"));
        return map;
    }

    /** What the image has beside its name, as texts; without what may tell where it is kept, and how to get there. */
    Map<String, @Nullable Object> imageMeta() {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        image.ifPresent(found -> {
            meta.put("base_image_ref", found.values().get("id"));
            found.values().forEach((key, value) -> {
                String text = asText(value);
                if (text != null && !NO_META.contains(key)) {
                    meta.put(key, text);
                }
            });
        });
        return meta;
    }

    /** As Python writes it, which Nova's notifications do; null for what is no single value. */
    private static @Nullable String asText(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        return value instanceof String || value instanceof Number ? Objects.toString(value) : null;
    }
}
