package io.nephoscope.discovery.cloud;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.connector.openstack.cloud.Cloud;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All shares of Manila's, of all projects. */
@Component(service = Discovery.class)
@DiscoveryService(name = "manila_shares", namespace = "central", group = "global")
public final class SharesDiscovery extends ListDiscovery {

    private static final ListedKind SHARES =
            ListedKind.of("shared-file-system", "/v2/{project}/shares/detail?all_tenants=1", "shares");

    /** The version from which on shares tell their users. */
    private static final ListedKind WITH_USERS = SHARES.header("X-OpenStack-Manila-API-Version", "2.16");

    @Activate
    public SharesDiscovery(@Reference Cloud cloud) {
        super(cloud, WITH_USERS, SHARES);
    }
}
