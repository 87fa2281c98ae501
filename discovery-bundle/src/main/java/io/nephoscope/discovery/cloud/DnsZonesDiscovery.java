package io.nephoscope.discovery.cloud;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.connector.openstack.cloud.Cloud;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All zones of Designate's, of all projects. */
@Component(service = Discovery.class)
@DiscoveryService(name = "dns_zones", namespace = "central", group = "global")
public final class DnsZonesDiscovery extends ListDiscovery {

    /** Designate's own page has 20 zones. */
    private static final ListedKind ZONES =
            ListedKind.of("dns", "/v2/zones?limit=1000", "zones").header("X-Auth-All-Projects", "true");

    @Activate
    public DnsZonesDiscovery(@Reference Cloud cloud) {
        super(cloud, ZONES);
    }
}
