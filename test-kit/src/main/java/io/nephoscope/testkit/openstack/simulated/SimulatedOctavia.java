package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.util.List;

/** Octavia v2, at its own address and at that of Neutron's LBaaS v2, whose calls it took over. */
final class SimulatedOctavia extends SimulatedService {

    static final String PATH = "/load-balancer";
    private static final List<String> PLACES =
            List.of(PATH + "/v2/lbaas", PATH + "/v2.0/lbaas", SimulatedNeutron.PATH + "/lbaas");

    SimulatedOctavia(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        for (String place : PLACES) {
            routes.get(place + "/loadbalancers", pages(list(Kind.LOAD_BALANCER, "loadbalancers")));
            routes.get(place + "/loadbalancers/{balancer}", one(Kind.LOAD_BALANCER, "loadbalancer"));
            routes.get(place + "/loadbalancers/{balancer}/stats", new BalancerStatistics(size(), Kind.LOAD_BALANCER));
            routes.get(place + "/loadbalancers/{balancer}/status", this::tree);
            routes.get(place + "/loadbalancers/{balancer}/statuses", this::tree);
            routes.get(place + "/listeners", pages(list(Kind.LISTENER, "listeners")));
            routes.get(place + "/pools", pages(list(Kind.POOL, "pools")));
            routes.get(place + "/pools/{pool}/members", this::members);
            routes.get(place + "/healthmonitors", pages(list(Kind.HEALTH_MONITOR, "healthmonitors")));
        }
    }

    private HttpAnswer members(HttpCall call, List<String> names) {
        String pool = names.get(0);
        int number = Kind.POOL.number(pool);
        if (number < 0 || number >= size().of(Kind.POOL)) {
            return notFound();
        }
        return list(Kind.MEMBER, "members")
                .page(call, member -> size().owner(Kind.POOL, member).equals(pool));
    }

    /** The balancer with one listener, that with one pool, and that with one member. */
    private HttpAnswer tree(HttpCall call, List<String> names) {
        int number = Kind.LOAD_BALANCER.number(names.get(0));
        if (number < 0 || number >= size().of(Kind.LOAD_BALANCER)) {
            return notFound();
        }
        String member = node(Kind.MEMBER, number, "ONLINE", "\"address\": \"10.0.2.1\", \"protocol_port\": 8080");
        String pool = node(Kind.POOL, number, "ONLINE", "\"members\": [" + member + "]");
        String listener = node(Kind.LISTENER, number, "ONLINE", "\"pools\": [" + pool + "]");
        String balancer = node(Kind.LOAD_BALANCER, number, "DEGRADED", "\"listeners\": [" + listener + "]");
        return HttpAnswer.json("{\"statuses\": {\"loadbalancer\": " + balancer + "}}\n");
    }

    private String node(Kind kind, int number, String status, String more) {
        return "{\"id\": \"%s\", \"name\": \"%s-%d\", \"operating_status\": \"%s\", \"provisioning_status\": \"ACTIVE\", %s}"
                .formatted(size().owner(kind, number), kind.label(), number, status, more);
    }
}
