package io.nephoscope.discovery.cloud;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.connector.openstack.cloud.Cloud;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What Glance lists. */
public final class ImageDiscoveries {

    private static final ListedKind IMAGES = ListedKind.of("image", "/v2/images?limit=1000", "images")
            .keeping(
                    "size",
                    "owner",
                    "status",
                    "visibility",
                    "name",
                    "container_format",
                    "created_at",
                    "disk_format",
                    "updated_at",
                    "min_disk",
                    "protected",
                    "checksum",
                    "min_ram",
                    "tags",
                    "virtual_size");

    private ImageDiscoveries() {}

    /** All images. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "images", namespace = "central", group = "global")
    public static final class ImagesDiscovery extends ListDiscovery {

        @Activate
        public ImagesDiscovery(@Reference Cloud cloud) {
            super(cloud, IMAGES);
        }
    }
}
