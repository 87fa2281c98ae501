package io.nephoscope.discovery;

import static io.nephoscope.discovery.FakeNova.json;

import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Servers, flavors and images, as Nova and Glance give them. */
final class Servers {

    static final String FLAVOR = "42";
    static final String IMAGE = "1f87d62b-b1b1-5e76-bf0d-471a8b49d495";

    private Servers() {}

    static JsonObject server(UUID id) {
        return json(
                "id", id.toString(),
                "name", "web",
                "status", "ACTIVE",
                "tenant_id", "04060e67d2ec5ca9931f8a9a7db9d684",
                "user_id", "473fd148d720542fb83ff510d802eebf",
                "hostId", "d70b1621fbf2",
                "metadata", json("metering.stack", "shop", "mine", "alone"),
                "flavor",
                        json("id", FLAVOR, "links", List.of(json("rel", "bookmark", "href", "http://nova/flavors/42"))),
                "image", json("id", IMAGE, "links", List.of(json("rel", "bookmark", "href", "http://nova/images/1f"))),
                "OS-EXT-SRV-ATTR:instance_name", "instance-0000002a",
                "OS-EXT-SRV-ATTR:host", "compute1",
                "OS-EXT-STS:vm_state", "active",
                "OS-EXT-STS:task_state", null,
                "OS-EXT-AZ:availability_zone", "nova");
    }

    /** The same server with another value. */
    static JsonObject with(JsonObject server, String key, @Nullable Object value) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(server.values());
        values.put(key, value);
        return new JsonObject(values);
    }

    static JsonObject flavor() {
        return json(
                "flavor",
                json(
                        "id",
                        FLAVOR,
                        "name",
                        "m1.small",
                        "vcpus",
                        2L,
                        "ram",
                        2048L,
                        "disk",
                        20L,
                        "swap",
                        "",
                        "OS-FLV-EXT-DATA:ephemeral",
                        5L));
    }

    static JsonObject image() {
        return json(
                "id",
                IMAGE,
                "name",
                "debian",
                "disk_format",
                "qcow2",
                "min_disk",
                1L,
                "protected",
                false,
                "checksum",
                null,
                "tags",
                List.of("lts"),
                "kernel_id",
                "kernel-1",
                "os_distro",
                "debian",
                "direct_url",
                "swift+http://user:key@store/images",
                "locations",
                List.of(json("url", "swift+http://user:key@store/images")));
    }

    /** A cloud with the flavor and the image. */
    static FakeNova nova() {
        FakeNova nova = new FakeNova();
        nova.documents.put("/v2.1/flavors/" + FLAVOR, flavor());
        nova.documents.put("/v2/images/" + IMAGE, image());
        return nova;
    }
}
