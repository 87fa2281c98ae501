package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The flavors and images of servers, each asked for once, also those that are not there. New with each complete list of
 * servers, by which it is bounded. For one thread at a time.
 */
final class ServerParts {

    private final Map<String, Optional<JsonObject>> flavors = new HashMap<>();
    private final Map<String, Optional<JsonObject>> images = new HashMap<>();

    /**
     * A server with its flavor and image.
     *
     * @param left the time that there is for it
     */
    NovaServer complete(UUID id, JsonObject server, Cloud cloud, Supplier<Duration> left)
            throws CloudException, InterruptedException {
        Optional<JsonObject> flavor = part(
                        server.object("flavor"), flavors, cloud.service("compute"), "/v2.1/flavors/", left)
                .flatMap(document -> document.object("flavor"));
        Optional<JsonObject> image = part(server.object("image"), images, cloud.service("image"), "/v2/images/", left);
        return new NovaServer(id, server, flavor, image);
    }

    private static Optional<JsonObject> part(
            Optional<JsonObject> listed,
            Map<String, Optional<JsonObject>> known,
            CloudService service,
            String folder,
            Supplier<Duration> left)
            throws CloudException, InterruptedException {
        String id = listed.flatMap(part -> part.text("id")).orElse("");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (!known.containsKey(id)) {
            known.put(id, ask(service, folder + encoded(id), left.get()));
        }
        return known.getOrDefault(id, Optional.empty());
    }

    private static Optional<JsonObject> ask(CloudService service, String path, Duration left)
            throws CloudException, InterruptedException {
        try {
            return Optional.of(service.get(path, left));
        } catch (CloudException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** As a part of an address, before or after its question mark. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
