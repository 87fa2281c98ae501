package io.nephoscope.discovery.cloud;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What load balancers consist of: by Octavia where there is one, which answers the calls of LBaaS v2, else by Neutron. */
public final class LoadBalancerDiscoveries {

    private static final String OCTAVIA = "load-balancer";
    private static final String NEUTRON = "network";
    private static final String V2 = "/v2.0/lbaas/";
    private static final String V1 = "/v2.0/lb/";
    private static final String POOLS = "pools";

    private LoadBalancerDiscoveries() {}

    /** A list by the names that it has in paths: of v2, and where there was one, of v1. */
    private static ListedKind[] balancing(String... names) {
        ListedKind[] kinds = new ListedKind[names.length / 2 + 1];
        kinds[0] = ListedKind.of(OCTAVIA, names[0] + names[1], names[1]);
        for (int i = 0; i < names.length; i += 2) {
            kinds[i / 2 + 1] = ListedKind.of(NEUTRON, names[i] + names[i + 1], names[i + 1])
                    .ifThere();
        }
        return kinds;
    }

    /** All load balancers of Octavia. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "lb_services", namespace = "central", group = "global")
    public static final class OctaviaDiscovery extends ListDiscovery {

        @Activate
        public OctaviaDiscovery(@Reference Cloud cloud) {
            super(cloud, ListedKind.of(OCTAVIA, V2 + "loadbalancers", "loadbalancers"));
        }
    }

    /** All load balancers. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "lb_loadbalancers", namespace = "central", group = "global")
    public static final class LoadBalancersDiscovery extends ListDiscovery {

        @Activate
        public LoadBalancersDiscovery(@Reference Cloud cloud) {
            super(cloud, balancing(V2, "loadbalancers"));
        }
    }

    /** All listeners of load balancers. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "lb_listeners", namespace = "central", group = "global")
    public static final class ListenersDiscovery extends ListDiscovery {

        @Activate
        public ListenersDiscovery(@Reference Cloud cloud) {
            super(cloud, balancing(V2, "listeners"));
        }
    }

    /** All pools; of LBaaS v1 too. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "lb_pools", namespace = "central", group = "global")
    public static final class BalancerPoolsDiscovery extends ListDiscovery {

        @Activate
        public BalancerPoolsDiscovery(@Reference Cloud cloud) {
            super(cloud, balancing(V2, POOLS, V1, POOLS));
        }
    }

    /** The virtual addresses of LBaaS v1. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "lb_vips", namespace = "central", group = "global")
    public static final class VipsDiscovery extends ListDiscovery {

        @Activate
        public VipsDiscovery(@Reference Cloud cloud) {
            super(cloud, ListedKind.of(NEUTRON, V1 + "vips", "vips").ifThere());
        }
    }

    /** All health monitors; of LBaaS v1 too. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "lb_health_probes", namespace = "central", group = "global")
    public static final class HealthMonitorsDiscovery extends ListDiscovery {

        @Activate
        public HealthMonitorsDiscovery(@Reference Cloud cloud) {
            super(cloud, balancing(V2, "healthmonitors", V1, "health_monitors"));
        }
    }

    /** The members of all pools; of v2 each pool is asked for its own. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "lb_members", namespace = "central", group = "global")
    public static final class MembersDiscovery extends ListDiscovery {

        @Activate
        public MembersDiscovery(@Reference Cloud cloud) {
            super(cloud, members());
        }

        private static ListedKind[] members() {
            return balancing(V2, POOLS, V1, "members");
        }

        @Override
        List<Resource> finish(Cloud cloud, ListedKind kind, List<Resource> read, DiscoveryRequest request)
                throws CloudException, InterruptedException {
            if (!kind.listing().key().equals(POOLS)) {
                return read;
            }
            List<Resource> members = new ArrayList<>();
            for (Resource pool : read) {
                String path = V2 + POOLS + "/" + pool.id() + "/members";
                cloud.service(kind.service())
                        .list(
                                Listing.of(path, "members"),
                                member -> members.add(memberOf(pool, member)),
                                request.remaining());
            }
            return members;
        }

        private static Resource memberOf(Resource pool, JsonObject member) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(member.values());
            values.put("pool_id", pool.id());
            return new Resource(member.text("id").orElse(""), new JsonObject(values));
        }
    }
}
