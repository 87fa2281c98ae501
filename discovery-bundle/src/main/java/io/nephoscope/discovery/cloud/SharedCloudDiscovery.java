package io.nephoscope.discovery.cloud;

import io.nephoscope.api.discovery.SharedDiscovery;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.transfer.ResourceLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;

/** Finds what every agent of a cloud would find, and what may be known to whoever reads what agents agree on. */
abstract class SharedCloudDiscovery extends CloudDiscovery implements SharedDiscovery {

    SharedCloudDiscovery(Cloud cloud) {
        super(cloud);
    }

    @Override
    public final void write(Collection<Resource> resources, OutputStream out) throws IOException {
        ResourceLines.write(resources, out);
    }

    @Override
    public final Collection<Resource> read(InputStream in) throws IOException {
        return ResourceLines.read(in);
    }
}
