package io.nephoscope.discovery.tripleo;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.support.text.OneLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the nodes of an overcloud that TripleO has put up: the servers of the undercloud on one network, each with the
 * address by which it is asked by SNMP. That holds the password, so it is in the detail alone, which nobody shows. Without a
 * cloud there are none, which is no failure: the meters of devices, whose default this is, are there on every host.
 * Thread-safe.
 */
@Component
@DiscoveryService(name = "tripleo_overcloud_nodes", namespace = "central", group = "global")
public final class TripleoOvercloudNodes implements Discovery {

    private static final Logger LOG = LoggerFactory.getLogger(TripleoOvercloudNodes.class);

    private static final Listing SERVERS = Listing.of("/v2.1/servers/detail?all_tenants=True", "servers")
            .keeping(Set.of("addresses", "image", "flavor", "OS-EXT-STS:vm_state"));
    private static final Set<String> GONE = Set.of("deleted", "error");

    private final @Nullable Cloud cloud;
    private final Supplier<TripleoConfiguration.Settings> settings;
    /** Nodes without an address that were told of. */
    private Set<String> told = Set.of();

    @Activate
    public TripleoOvercloudNodes(
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    Cloud cloud,
            @Reference TripleoConfiguration configuration) {
        this(cloud, configuration::settings);
    }

    TripleoOvercloudNodes(@Nullable Cloud cloud, Supplier<TripleoConfiguration.Settings> settings) {
        this.cloud = cloud;
        this.settings = settings;
    }

    @Override
    public Collection<Resource> discover(DiscoveryRequest request) throws DiscoveryException, InterruptedException {
        if (cloud == null) {
            return List.of();
        }
        TripleoConfiguration.Settings now = settings.get();
        List<Resource> nodes = new ArrayList<>();
        Set<String> without = new HashSet<>();
        try {
            cloud.service("compute").list(SERVERS, server -> read(server, now, nodes, without), request.remaining());
        } catch (CloudException e) {
            throw new DiscoveryException("Nova cannot list its servers: " + e.getMessage(), e);
        }
        tell(without);
        return nodes;
    }

    private static void read(
            JsonObject server, TripleoConfiguration.Settings settings, List<Resource> nodes, Set<String> without) {
        Optional<JsonObject> addresses = server.object("addresses");
        boolean isOnNetwork = addresses.isPresent() && addresses.get().values().containsKey(settings.network());
        if (!isOnNetwork || GONE.contains(server.text("OS-EXT-STS:vm_state").orElse(""))) {
            return;
        }
        String id = server.text("id").orElseThrow();
        Optional<JsonObject> first =
                addresses.get().objects(settings.network()).stream().findFirst();
        Optional<String> address = first.flatMap(entry -> entry.text("addr"));
        if (address.isEmpty()) {
            without.add(id);
            return;
        }
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("resource_id", id);
        detail.put("resource_url", settings.access().url(address.get()));
        detail.put(
                "mac_addr",
                first.flatMap(entry -> entry.text("OS-EXT-IPS-MAC:mac_addr")).orElse(null));
        detail.put("image_id", id(server, "image"));
        detail.put("flavor_id", id(server, "flavor"));
        nodes.add(new Resource(id, new NodeDetail(detail)));
    }

    private static @Nullable String id(JsonObject server, String part) {
        return server.object(part).flatMap(object -> object.text("id")).orElse(null);
    }

    /** Each node once, and again when it was well between. */
    private synchronized void tell(Set<String> without) {
        List<String> news = without.stream().filter(id -> !told.contains(id)).toList();
        if (!news.isEmpty()) {
            LOG.warn(
                    "{} overcloud nodes are left out, for they have no address on the network {}, for example {}; see"
                            + " their ports in Neutron",
                    news.size(),
                    OneLine.of(settings.get().network()),
                    OneLine.of(news.get(0)));
        }
        told = Set.copyOf(without);
    }
}
