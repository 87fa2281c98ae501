package io.nephoscope.testkit.openstack.simulated;

import java.util.Locale;

/** What the cloud has many of. The file of its name tells what each looks like. */
public enum Kind {
    /** Of Keystone, as the two below. Projects and users are spread over them. */
    DOMAIN(0xa0, 2),
    /** Owns what other services have, and has an account of Swift and one of RadosGW. */
    PROJECT(0xa1, 10),
    /** Owns volumes, snapshots, shares and servers. */
    USER(0xa2, 10),
    /** Of Glance. */
    IMAGE(0xa3, 40),
    /** Of Cinder, as those below. */
    VOLUME(0xa4, 40),
    /** Of a volume. */
    SNAPSHOT(0xa5, 10),
    /** Of a volume. */
    BACKUP(0xa6, 10),
    /** Of Cinder's back ends. */
    VOLUME_POOL(0xa7, 2),
    /** Of Cinder's own processes. */
    VOLUME_SERVICE(0xa8, 3),
    /** Of Neutron, as those below. */
    FLOATING_IP(0xa9, 20),
    /** VPN as a service. */
    VPN_SERVICE(0xaa, 4),
    /** Of a VPN service. */
    IPSEC_CONNECTION(0xab, 4),
    /** Of both versions of FWaaS, which call it firewall and firewall group. */
    FIREWALL(0xac, 4),
    /** Of a firewall. */
    FIREWALL_POLICY(0xad, 4),
    /** Of Octavia, which answers the calls of Neutron's LBaaS v2 as well, as those below. */
    LOAD_BALANCER(0xae, 4),
    /** Of a load balancer. */
    LISTENER(0xaf, 4),
    /** Of a load balancer; of LBaaS v1 as well. */
    POOL(0xb0, 4),
    /** Of a pool. */
    MEMBER(0xb1, 8),
    /** Of a pool. */
    HEALTH_MONITOR(0xb2, 4),
    /** Of LBaaS v1. */
    VIP(0xb3, 4),
    /** Of Designate. */
    ZONE(0xb4, 4),
    /** So many has each zone. */
    RECORDSET(0xb5, 5),
    /** Of Manila. */
    SHARE(0xb6, 4),
    /** Of Aodh. */
    ALARM(0xb7, 4),
    /** Of Nova. */
    FLAVOR(0xb8, 4),
    /** Of Nova. */
    SERVER(0xb9, 20),
    /** So many has each account of Swift. */
    CONTAINER(0xba, 3),
    /** So many has each account of RadosGW. */
    BUCKET(0xbb, 2);

    /** Begins each id of this kind, so that ids of two kinds are never taken for each other. */
    private final int tag;

    private final int usual;

    Kind(int tag, int usual) {
        this.tag = tag;
        this.usual = usual;
    }

    /** How many there are if nothing is said. */
    int usual() {
        return usual;
    }

    /** As it is called in files: {@code floating-ip}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As it is called on the command line: {@code --floating-ips}. */
    String option() {
        String label = label();
        return "--" + (label.endsWith("y") ? label.substring(0, label.length() - 1) + "ies" : label + "s");
    }

    /** The id of the one with this number, the first being 0. Keystone writes its ids without hyphens. */
    public String id(int number) {
        if (this == DOMAIN && number == 0) {
            return "default";
        }
        boolean keystone = compareTo(USER) <= 0;
        return (keystone ? "%02x00000000004000800%013x" : "%02x000000-0000-4000-8000-%012x").formatted(tag, number);
    }

    /** The number of the one with this id; -1 if this is no id of this kind. */
    int number(String id) {
        if (id.equals(id(0))) {
            return 0;
        }
        try {
            int number = Integer.parseInt(id, Math.max(0, id.length() - 8), id.length(), 16);
            return id.equals(id(number)) ? number : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
