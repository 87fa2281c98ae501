package io.nephoscope.pollsters.central;

import static io.nephoscope.pollsters.central.Field.in;
import static io.nephoscope.pollsters.central.Field.inFirst;
import static io.nephoscope.pollsters.central.Field.optional;
import static io.nephoscope.pollsters.central.Field.required;
import static io.nephoscope.pollsters.central.ListedMeter.gauge;
import static io.nephoscope.pollsters.central.Volume.number;

import java.util.List;

/** Meters of Cinder. */
final class VolumeMeters {

    private static final SubjectRow VOLUME = SubjectRow.plain()
            .ownedBy(required("user_id"), required("os-vol-tenant-attr:tenant_id"))
            .with("name", "status", "volume_type")
            .withOptional("volume_type_id")
            .with(
                    "availability_zone",
                    "os-vol-host-attr:host",
                    "migration_status",
                    "attachments",
                    "snapshot_id",
                    "source_volid")
            .with("image_id", in("volume_image_metadata", "image_id"))
            .with("instance_id", inFirst("attachments", "server_id"));

    private static final SubjectRow SNAPSHOT = SubjectRow.plain()
            .ownedBy(optional("user_id"), required("os-extended-snapshot-attributes:project_id"))
            .with("name", "volume_id", "status", "description", "metadata", "os-extended-snapshot-attributes:progress");

    private static final SubjectRow BACKUP = SubjectRow.plain()
            .ownedBy(optional("user_id"), optional("os-backup-project-attr:project_id"))
            .with("name", "is_incremental", "object_count", "container", "volume_id", "status", "description");

    private static final SubjectRow POOL =
            SubjectRow.plain().identifiedBy(required("name")).withOptional("pool_name");

    private static final SubjectRow SERVICE = SubjectRow.plain()
            .identifiedBy(entry ->
                    required("binary").of(entry) + "@" + required("host").of(entry))
            .with("binary", "host", "zone", "status");

    static final List<ListedMeter> ROWS = List.of(
            gauge("volume.size", "GiB", "volumes", VOLUME, number("size")),
            gauge("volume.snapshot.size", "GiB", "volume_snapshots", SNAPSHOT, number("size")),
            gauge("volume.backup.size", "GiB", "volume_backups", BACKUP, number("size")),
            pool("total", PoolCapacity.of("total_capacity_gb")),
            pool("free", PoolCapacity.of("free_capacity_gb")),
            pool("provisioned", PoolCapacity::provisioned),
            pool("virtual_free", PoolCapacity::virtualFree),
            pool("allocated", PoolCapacity.of("allocated_capacity_gb")),
            gauge(
                    "volume.service.health",
                    "health",
                    "volume_services",
                    SERVICE,
                    StatusCodes.from(0, "down", "up").knownOf("state")));

    private VolumeMeters() {}

    private static ListedMeter pool(String what, Volume volume) {
        return gauge("volume.provider.pool.capacity." + what, "GiB", "volume_pools", POOL, volume);
    }
}
