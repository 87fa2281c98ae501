package io.nephoscope.pollsters.central;

import static io.nephoscope.pollsters.central.Field.firstOf;
import static io.nephoscope.pollsters.central.ListedMeter.gauge;
import static io.nephoscope.pollsters.central.Volume.one;

import java.util.List;
import java.util.Map;

/**
 * Meters of load balancers: those of Ceilometer's Octavia pollsters, and those of Queens for LBaaS, whose calls Octavia
 * answers. An entry of LBaaS v1 has a {@code status}, one of v2 an {@code operating_status}.
 */
final class LoadBalancerMeters {

    private static final StatusCodes OPERATING =
            StatusCodes.from(1, "online", "draining", "offline", "degraded", "error", "no_monitor");
    private static final StatusCodes PROVISIONING =
            StatusCodes.from(1, "active", "deleted", "error", "pending_create", "pending_update", "pending_delete");

    /** There is no 2. */
    private static final StatusCodes LBAAS_V2 = new StatusCodes(
            Map.of("offline", 0L, "online", 1L, "no_monitor", 3L, "error", 4L, "degraded", 5L, "disabled", 6L));

    private static final Volume STATUS = (entry, remarks) -> entry.values().containsKey("operating_status")
            ? LBAAS_V2.knownOf("operating_status").of(entry, remarks)
            : NetworkMeters.CODES.knownOf("status").of(entry, remarks);

    private static final Field EITHER_STATUS = firstOf("status", "operating_status");

    private static final SubjectRow OF_PROJECT = SubjectRow.plain().ownedBy(Field.NONE, NetworkMeters.PROJECT);

    private static final SubjectRow BALANCER = OF_PROJECT.withOptional(
            "name",
            "availability_zone",
            "vip_address",
            "vip_port_id",
            "provisioning_status",
            "operating_status",
            "provider",
            "flavor_id");

    /** A pool of v2 has no place for the last three, and Ceilometer sends them empty. */
    private static final SubjectRow LBAAS_POOL = OF_PROJECT
            .withOptional("admin_state_up", "description")
            .with("lb_method", firstOf("lb_method", "lb_algorithm"))
            .withOptional("name", "protocol")
            .with("status", EITHER_STATUS)
            .with("status_description", firstOf("status_description", "operating_status"))
            .with("provider", Field.optional("provider").or(""))
            .with("subnet_id", Field.optional("subnet_id").or(""))
            .with("vip_id", Field.optional("vip_id").or(""));

    private static final SubjectRow LBAAS_VIP = OF_PROJECT.withOptional(
            "admin_state_up",
            "address",
            "connection_limit",
            "description",
            "name",
            "pool_id",
            "port_id",
            "protocol",
            "protocol_port",
            "status",
            "status_description",
            "subnet_id",
            "session_persistence");

    private static final SubjectRow LBAAS_MEMBER = OF_PROJECT
            .withOptional("admin_state_up", "address", "pool_id", "protocol_port")
            .with("status", EITHER_STATUS)
            .with("status_description", firstOf("status_description", "operating_status"))
            .withOptional("weight");

    private static final SubjectRow LBAAS_MONITOR =
            OF_PROJECT.withOptional("admin_state_up", "delay", "max_retries", "pools", "timeout", "type");

    private static final SubjectRow LBAAS_LISTENER = OF_PROJECT.withOptional(
            "admin_state_up",
            "connection_limit",
            "description",
            "name",
            "default_pool_id",
            "protocol",
            "protocol_port",
            "operating_status",
            "loadbalancers");

    private static final SubjectRow LBAAS_BALANCER = OF_PROJECT.withOptional(
            "admin_state_up", "description", "vip_address", "listeners", "name", "vip_subnet_id", "operating_status");

    static final List<ListedMeter> ROWS = List.of(
            gauge("loadbalancer.operating", "status", "lb_services", BALANCER, OPERATING.of("operating_status")),
            gauge(
                    "loadbalancer.provisioning",
                    "status",
                    "lb_services",
                    BALANCER,
                    PROVISIONING.of("provisioning_status")),
            gauge("network.services.lb.pool", "pool", "lb_pools", LBAAS_POOL, STATUS),
            gauge("network.services.lb.vip", "vip", "lb_vips", LBAAS_VIP, STATUS),
            gauge("network.services.lb.member", "member", "lb_members", LBAAS_MEMBER, STATUS),
            gauge("network.services.lb.health_monitor", "health_monitor", "lb_health_probes", LBAAS_MONITOR, one()),
            gauge("network.services.lb.listener", "listener", "lb_listeners", LBAAS_LISTENER, STATUS),
            gauge("network.services.lb.loadbalancer", "loadbalancer", "lb_loadbalancers", LBAAS_BALANCER, STATUS));

    private LoadBalancerMeters() {}
}
