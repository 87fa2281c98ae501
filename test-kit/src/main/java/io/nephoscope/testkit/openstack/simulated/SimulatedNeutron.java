package io.nephoscope.testkit.openstack.simulated;

/** Neutron v2.0 with VPN, both versions of FWaaS, and LBaaS v1. An administrator sees what all projects have. */
final class SimulatedNeutron extends SimulatedService {

    static final String PATH = "/network/v2.0";

    SimulatedNeutron(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        list(routes, "/floatingips", Kind.FLOATING_IP, "floatingips");
        list(routes, "/vpn/vpnservices", Kind.VPN_SERVICE, "vpnservices");
        list(routes, "/vpn/ipsec-site-connections", Kind.IPSEC_CONNECTION, "ipsec_site_connections");
        list(routes, "/fw/firewalls", Kind.FIREWALL, "firewalls");
        list(routes, "/fw/firewall_policies", Kind.FIREWALL_POLICY, "firewall_policies");
        list(routes, "/fwaas/firewall_groups", Kind.FIREWALL, "firewall_groups");
        list(routes, "/fwaas/firewall_policies", Kind.FIREWALL_POLICY, "firewall_policies");
        list(routes, "/lb/pools", Kind.POOL, "pools");
        list(routes, "/lb/vips", Kind.VIP, "vips");
        list(routes, "/lb/members", Kind.MEMBER, "members");
        list(routes, "/lb/health_monitors", Kind.HEALTH_MONITOR, "health_monitors");
        routes.get(PATH + "/lb/pools/{pool}/stats", new BalancerStatistics(size(), Kind.POOL));
    }

    private void list(Routes routes, String path, Kind kind, String key) {
        routes.get(PATH + path, pages(list(kind, key)));
    }
}
