package io.nephoscope.connector.openstack.servers;

import io.nephoscope.connector.openstack.Server;
import io.nephoscope.connector.openstack.ServerDirectory;
import io.nephoscope.connector.openstack.ServerException;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.connector.openstack.lookup.CachedLookup;
import io.nephoscope.connector.openstack.lookup.LookupSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks Nova for servers and flavors, for as long as there is a cloud: those of a host by one list, single newcomers
 * alone. What Nova said counts for {@link #LIFE}, also that it knows nothing of a server. Thread-safe.
 */
@Component
public final class NovaServers implements ServerDirectory {

    /** Users may edit metadata, of which Nova tells nobody. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final int MOST = 10_000;

    private final CloudService nova;
    private final CachedLookup<UUID, Server> servers;
    private final CachedLookup<String, String> flavorIds;

    @Activate
    public NovaServers(@Reference Cloud cloud) {
        this(cloud, System::nanoTime);
    }

    NovaServers(Cloud cloud, LongSupplier nanoTime) {
        // Without a microversion: newer ones leave out the ids of flavors.
        nova = cloud.service("compute");
        servers = new CachedLookup<>(MOST, LIFE, nanoTime);
        flavorIds = new CachedLookup<>(MOST, LIFE, nanoTime);
    }

    @Override
    public Map<UUID, Server> servers(String host, Collection<UUID> ids, Duration remaining)
            throws ServerException, InterruptedException {
        try {
            return servers.of(ids, new ServersOfHost(host), remaining);
        } catch (CloudException e) {
            throw new ServerException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Map<String, String> flavorIds(Collection<String> names, Duration remaining)
            throws ServerException, InterruptedException {
        try {
            return flavorIds.of(names, new Flavors(), remaining);
        } catch (CloudException e) {
            throw new ServerException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Servers by their ids. */
    private final class ServersOfHost implements LookupSource<UUID, Server> {

        private final String host;

        ServersOfHost(String host) {
            this.host = host;
        }

        @Override
        public void list(BiConsumer<UUID, Server> taker, Duration remaining)
                throws CloudException, InterruptedException {
            String path = "/v2.1/servers/detail?all_tenants=True&host=" + encoded(host);
            nova.list(
                    Listing.of(path, "servers").keeping(Set.of("metadata", "flavor")),
                    entry -> id(entry).ifPresent(id -> taker.accept(id, server(entry))),
                    remaining);
        }

        @Override
        public Optional<Server> get(UUID id, Duration remaining) throws CloudException, InterruptedException {
            try {
                return nova.get("/v2.1/servers/" + id, remaining)
                        .object("server")
                        .map(ServersOfHost::server);
            } catch (CloudException e) {
                if (e.kind() == Kind.NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        }

        private static Optional<UUID> id(JsonObject entry) {
            try {
                return entry.text("id").map(UUID::fromString);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static Server server(JsonObject entry) {
            Map<String, String> metadata = new LinkedHashMap<>();
            entry.object("metadata").ifPresent(object -> object.values().forEach((key, value) -> {
                if (value instanceof String text) {
                    metadata.put(key, text);
                }
            }));
            return new Server(
                    metadata,
                    entry.object("flavor").flatMap(flavor -> flavor.text("id")).orElse(null));
        }
    }

    /** Ids of flavors by their names: of private ones too, where the policy permits it. */
    private final class Flavors implements LookupSource<String, String> {

        @Override
        public void list(BiConsumer<String, String> taker, Duration remaining)
                throws CloudException, InterruptedException {
            nova.list(
                    Listing.of("/v2.1/flavors?is_public=None", "flavors").keeping(Set.of("name")),
                    entry -> entry.text("id")
                            .ifPresent(id -> entry.text("name").ifPresent(name -> taker.accept(name, id))),
                    remaining);
        }

        @Override
        public Optional<String> get(String name, Duration remaining) {
            throw new UnsupportedOperationException("Nova finds no flavor by its name");
        }

        @Override
        public boolean isListedOnly() {
            return true;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
