package io.nephoscope.pollsters.central;

import static io.nephoscope.pollsters.central.Field.firstOf;
import static io.nephoscope.pollsters.central.Field.optional;
import static io.nephoscope.pollsters.central.ListedMeter.gauge;
import static io.nephoscope.pollsters.central.Volume.one;

import java.util.List;

/** Meters of Neutron. What Ceilometer calls by names of its SDK has those names here too. */
final class NetworkMeters {

    static final StatusCodes CODES = StatusCodes.from(
            0, "inactive", "active", "pending_create", "down", "created", "pending_update", "pending_delete", "error");

    /** By both names that Neutron has had for projects. */
    static final Field PROJECT = firstOf("project_id", "tenant_id");

    private static final SubjectRow OF_PROJECT = SubjectRow.plain().ownedBy(Field.NONE, PROJECT);

    private static final SubjectRow FLOATING_IP = SubjectRow.plain()
            .ownedBy(optional("user_id"), PROJECT)
            .withOptional(
                    "router_id", "status", "floating_network_id", "fixed_ip_address", "port_id", "floating_ip_address");

    private static final SubjectRow VPN_SERVICE = OF_PROJECT
            .with("is_admin_state_up", optional("admin_state_up"))
            .withOptional(
                    "description",
                    "name",
                    "status",
                    "subnet_id",
                    "router_id",
                    "flavor_id",
                    "external_v4_ip",
                    "external_v6_ip");

    /** Without the pre-shared key, which Ceilometer sends. */
    private static final SubjectRow IPSEC_CONNECTION = OF_PROJECT
            .withOptional(
                    "name",
                    "description",
                    "peer_address",
                    "peer_id",
                    "peer_cidrs",
                    "peer_ep_group_id",
                    "initiator",
                    "ikepolicy_id",
                    "ipsecpolicy_id",
                    "vpnservice_id",
                    "mtu")
            .with("is_admin_state_up", optional("admin_state_up"))
            .withOptional("status")
            .with("project_id", PROJECT);

    private static final SubjectRow FIREWALL = OF_PROJECT
            .withOptional("admin_state_up", "description", "name", "status")
            .withWherePresent("ingress_firewall_policy_id", "egress_firewall_policy_id", "firewall_policy_id");

    private static final SubjectRow FIREWALL_POLICY =
            OF_PROJECT.withOptional("name", "description", "firewall_rules", "shared", "audited");

    static final List<ListedMeter> ROWS = List.of(
            gauge("ip.floating", "ip", "fip_services", FLOATING_IP, CODES.of("status")),
            gauge("network.services.vpn", "vpnservice", "vpn_services", VPN_SERVICE, CODES.of("status")),
            gauge(
                    "network.services.vpn.connections",
                    "ipsec_site_connection",
                    "ipsec_connections",
                    IPSEC_CONNECTION,
                    one()),
            gauge("network.services.firewall", "firewall", "fw_services", FIREWALL, CODES.of("status")),
            gauge("network.services.firewall.policy", "firewall_policy", "fw_policy", FIREWALL_POLICY, one()));

    private NetworkMeters() {}
}
