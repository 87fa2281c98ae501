package io.nephoscope.pollsters.central;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.JointReadings;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What load balancers count, as Queens had it: of a balancer of Octavia or LBaaS v2, or of a pool of v1 where a source has
 * those discovered. Each is asked once per cycle.
 */
final class BalancerTraffic {

    private static final String OCTAVIA = "load-balancer";
    private static final String NEUTRON = "network";
    private static final String DISCOVERY = "lb_loadbalancers";

    private final JointReadings readings = new JointReadings();
    private final Cloud cloud;

    private record Statistics(JsonObject values) {}

    BalancerTraffic(Cloud cloud) {
        this.cloud = cloud;
    }

    List<AskedMeter> rows() {
        return List.of(
                row(Meter.gauge("network.services.lb.active.connections", "connection"), "active_connections"),
                row(Meter.cumulative("network.services.lb.total.connections", "connection"), "total_connections"),
                row(Meter.gauge("network.services.lb.incoming.bytes", "B"), "bytes_in"),
                row(Meter.gauge("network.services.lb.outgoing.bytes", "B"), "bytes_out"));
    }

    private AskedMeter row(Meter meter, String key) {
        return new AskedMeter(meter.name(), meter, DISCOVERY, "load balancers", (balancer, poll, sink) -> {
            JsonObject entry = FoundEntries.of(balancer, DISCOVERY);
            Number volume = of(balancer, entry, poll)
                    .number(key)
                    .orElseThrow(() -> new OddEntryException("its statistics have no " + key));
            sink.take(volume, new Subject(balancer.id(), Owner.of(null, project(entry)), Metadata.EMPTY));
        });
    }

    private static @Nullable String project(JsonObject entry) throws OddEntryException {
        return NetworkMeters.PROJECT.of(entry) instanceof String project ? project : null;
    }

    private JsonObject of(Resource balancer, JsonObject entry, Poll poll) throws InterruptedException {
        return readings.shared(poll.cycle(), Statistics.class, balancer.id(), () -> read(balancer.id(), entry, poll))
                .values();
    }

    private Statistics read(String id, JsonObject entry, Poll poll) throws CloudException, InterruptedException {
        boolean pool = entry.values().containsKey("vip_id");
        String path = (pool ? "/v2.0/lb/pools/" : "/v2.0/lbaas/loadbalancers/") + UrlText.encoded(id) + "/stats";
        String service = !pool && cloud.offers(OCTAVIA, poll.remaining()) ? OCTAVIA : NEUTRON;
        return new Statistics(cloud.service(service)
                .get(path, poll.remaining())
                .object("stats")
                .orElseGet(() -> new JsonObject(Map.of())));
    }
}
