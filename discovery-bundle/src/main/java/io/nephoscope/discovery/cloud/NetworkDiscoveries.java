package io.nephoscope.discovery.cloud;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.connector.openstack.cloud.Cloud;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What Neutron lists, with its extensions. */
public final class NetworkDiscoveries {

    private static final String NEUTRON = "network";

    private static final ListedKind FLOATING_IPS =
            ListedKind.of(NEUTRON, "/v2.0/floatingips", "floatingips").ifThere();
    private static final ListedKind VPN_SERVICES =
            ListedKind.of(NEUTRON, "/v2.0/vpn/vpnservices", "vpnservices").ifThere();
    /** Without the pre-shared key, which nobody needs to know. */
    private static final ListedKind IPSEC_CONNECTIONS = ListedKind.of(
                    NEUTRON, "/v2.0/vpn/ipsec-site-connections", "ipsec_site_connections")
            .keeping(
                    "tenant_id",
                    "project_id",
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
                    "mtu",
                    "admin_state_up",
                    "status")
            .ifThere();

    private static final ListedKind FIREWALL_GROUPS = ListedKind.of(
                    NEUTRON, "/v2.0/fwaas/firewall_groups", "firewall_groups")
            .ifThere();
    private static final ListedKind FIREWALLS_V1 =
            ListedKind.of(NEUTRON, "/v2.0/fw/firewalls", "firewalls").ifThere();
    private static final ListedKind FIREWALL_POLICIES = ListedKind.of(
                    NEUTRON, "/v2.0/fwaas/firewall_policies", "firewall_policies")
            .ifThere();
    private static final ListedKind FIREWALL_POLICIES_V1 = ListedKind.of(
                    NEUTRON, "/v2.0/fw/firewall_policies", "firewall_policies")
            .ifThere();

    private NetworkDiscoveries() {}

    /** All floating IP addresses. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "fip_services", namespace = "central", group = "global")
    public static final class FloatingIpsDiscovery extends ListDiscovery {

        @Activate
        public FloatingIpsDiscovery(@Reference Cloud cloud) {
            super(cloud, FLOATING_IPS);
        }
    }

    /** All VPN services. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "vpn_services", namespace = "central", group = "global")
    public static final class VpnServicesDiscovery extends ListDiscovery {

        @Activate
        public VpnServicesDiscovery(@Reference Cloud cloud) {
            super(cloud, VPN_SERVICES);
        }
    }

    /** All connections of VPN services. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "ipsec_connections", namespace = "central", group = "global")
    public static final class IpsecConnectionsDiscovery extends ListDiscovery {

        @Activate
        public IpsecConnectionsDiscovery(@Reference Cloud cloud) {
            super(cloud, IPSEC_CONNECTIONS);
        }
    }

    /** All firewall groups; of FWaaS v1 all firewalls. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "fw_services", namespace = "central", group = "global")
    public static final class FirewallsDiscovery extends ListDiscovery {

        @Activate
        public FirewallsDiscovery(@Reference Cloud cloud) {
            super(cloud, FIREWALL_GROUPS, FIREWALLS_V1);
        }
    }

    /** All policies of firewalls. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "fw_policy", namespace = "central", group = "global")
    public static final class FirewallPoliciesDiscovery extends ListDiscovery {

        @Activate
        public FirewallPoliciesDiscovery(@Reference Cloud cloud) {
            super(cloud, FIREWALL_POLICIES, FIREWALL_POLICIES_V1);
        }
    }
}
