package io.nephoscope.discovery.cloud;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What Cinder lists, of all projects. */
public final class VolumeDiscoveries {

    private static final String CINDER = "block-storage";
    private static final String VERSION = "OpenStack-API-Version";
    /** The newest that Ceilometer asks for. */
    private static final String NEWEST = "volume 3.64";

    private static final ListedKind VOLUMES = ListedKind.of(
                    CINDER, "/v3/{project}/volumes/detail?all_tenants=True", "volumes")
            .keeping(
                    "size",
                    "user_id",
                    "os-vol-tenant-attr:tenant_id",
                    "name",
                    "status",
                    "volume_type",
                    "volume_type_id",
                    "availability_zone",
                    "os-vol-host-attr:host",
                    "migration_status",
                    "attachments",
                    "snapshot_id",
                    "source_volid",
                    "volume_image_metadata");

    private static final ListedKind SNAPSHOTS =
            ListedKind.of(CINDER, "/v3/{project}/snapshots/detail?all_tenants=True", "snapshots");

    private static final ListedKind BACKUPS =
            ListedKind.of(CINDER, "/v3/{project}/backups/detail?all_tenants=True", "backups");

    private static final ListedKind POOLS = ListedKind.of(
                    CINDER, "/v3/{project}/scheduler-stats/get_pools?detail=True", "pools")
            .identifiedBy("name")
            .shaped(VolumeDiscoveries::withCapabilities);

    private static final ListedKind SERVICES =
            ListedKind.of(CINDER, "/v3/{project}/os-services", "services").namedBy(VolumeDiscoveries::processOf);

    private VolumeDiscoveries() {}

    /** In the newest version, or what services give that are older. */
    private static ListedKind[] newestOf(ListedKind kind) {
        return new ListedKind[] {kind.header(VERSION, NEWEST), kind};
    }

    /** A process has no id; it is the one of its kind on its host. */
    private static String processOf(JsonObject service) {
        return service.text("binary").orElse("") + "@" + service.text("host").orElse("");
    }

    /** What the driver tells beside the name, as if it stood in the entry itself. */
    private static JsonObject withCapabilities(JsonObject pool) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>(
                pool.object("capabilities").map(JsonObject::values).orElse(Map.of()));
        pool.text("name").ifPresent(name -> flat.put("name", name));
        return new JsonObject(flat);
    }

    /** All volumes. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "volumes", namespace = "central", group = "global")
    public static final class VolumesDiscovery extends ListDiscovery {

        @Activate
        public VolumesDiscovery(@Reference Cloud cloud) {
            super(cloud, newestOf(VOLUMES));
        }
    }

    /** All snapshots of volumes. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "volume_snapshots", namespace = "central", group = "global")
    public static final class VolumeSnapshotsDiscovery extends ListDiscovery {

        @Activate
        public VolumeSnapshotsDiscovery(@Reference Cloud cloud) {
            super(cloud, newestOf(SNAPSHOTS));
        }
    }

    /** All backups of volumes. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "volume_backups", namespace = "central", group = "global")
    public static final class VolumeBackupsDiscovery extends ListDiscovery {

        @Activate
        public VolumeBackupsDiscovery(@Reference Cloud cloud) {
            super(cloud, newestOf(BACKUPS));
        }
    }

    /** All pools of storage, with what their drivers tell of them. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "volume_pools", namespace = "central", group = "global")
    public static final class VolumePoolsDiscovery extends ListDiscovery {

        @Activate
        public VolumePoolsDiscovery(@Reference Cloud cloud) {
            super(cloud, newestOf(POOLS));
        }
    }

    /** Cinder's own processes. */
    @Component(service = Discovery.class)
    @DiscoveryService(name = "volume_services", namespace = "central", group = "global")
    public static final class VolumeServicesDiscovery extends ListDiscovery {

        @Activate
        public VolumeServicesDiscovery(@Reference Cloud cloud) {
            super(cloud, newestOf(SERVICES));
        }
    }
}
