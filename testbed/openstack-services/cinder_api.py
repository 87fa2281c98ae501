"""Cinder's API, with the volumes of the inventory, and what it needs of the other parts of Cinder.

A message bus within this process joins both, so that volumes come and go, and pools are told of, without a process more.
"""

from datetime import datetime

import oslo_messaging
import sqlalchemy
from cinder import rpc
from cinder.db.sqlalchemy import models
from cinder.objects.base import CinderObjectSerializer
from cinder.wsgi.wsgi import initialize_application

import inventory
from database import Database

HOST = "testbed"
BACKENDS = {"fast": 1000, "slow": 4000}  # with the GiB of each
LONG_AGO = datetime(2000, 1, 1)


def backend(kind):
    return f"{HOST}@{kind}#{kind}-pool"


def number_workers(table):
    """Makes the number alone the key of a table: SQLite counts up no part of a key, and the migrations have it so too."""
    for column in ("resource_type", "resource_id"):
        table.columns[column].primary_key = False
    table.append_constraint(sqlalchemy.PrimaryKeyConstraint(table.columns["id"]))


def add_services(database):
    for number, (binary, host, seen) in enumerate((
        ("cinder-scheduler", HOST, inventory.CREATED),
        ("cinder-volume", f"{HOST}@fast", inventory.CREATED),
        ("cinder-volume", f"{HOST}@slow", inventory.CREATED),
        ("cinder-backup", "elsewhere", LONG_AGO),
    )):
        database.add("services", binary=binary, topic=binary, host=host, updated_at=seen, availability_zone="nova",
                     uuid=inventory.uuid(0x2F, number), rpc_current_version="3.12", object_current_version="1.39",
                     disabled=False, frozen=False, report_count=5, deleted=False)
    for kind, type_id in inventory.VOLUME_TYPES.items():
        database.add("volume_types", id=type_id, name=kind, is_public=True, deleted=False)
        database.add("volume_type_extra_specs", volume_type_id=type_id, key="volume_backend_name", value=kind, deleted=False)


def add_volume(database, volume):
    database.add("volumes", id=volume.id, user_id=volume.owner.id, project_id=volume.owner.project.id, size=volume.size,
                 host=backend(volume.type), availability_zone="nova", status=volume.status,
                 attach_status="attached" if volume.server else "detached", display_name=volume.name,
                 volume_type_id=inventory.VOLUME_TYPES[volume.type], snapshot_id=inventory.snapshot_id(volume.snapshot),
                 source_volid=inventory.volume_id(volume.source), migration_status=volume.migration_status,
                 bootable=volume.image is not None, deleted=False)
    for key, value in volume.metadata:
        database.add("volume_metadata", volume_id=volume.id, key=key, value=value, deleted=False)
    if volume.image:
        database.add("volume_glance_metadata", volume_id=volume.id, key="image_id", value=volume.image.id, deleted=False)
    if volume.server:
        database.add("volume_attachment", id=inventory.uuid(0x22, volume.number), volume_id=volume.id,
                     instance_uuid=volume.server, attached_host=HOST, mountpoint="/dev/vdb", attach_status="attached",
                     attach_mode="rw", attach_time=inventory.CREATED, deleted=False)


def add_snapshot(database, snapshot):
    owner = snapshot.volume.owner
    database.add("snapshots", id=snapshot.id, user_id=owner.id, project_id=owner.project.id, volume_id=snapshot.volume.id,
                 volume_size=snapshot.volume.size, volume_type_id=inventory.VOLUME_TYPES[snapshot.volume.type], status=snapshot.status, progress="100%", display_name=snapshot.name,
                 display_description=snapshot.description, deleted=False)
    for key, value in snapshot.metadata:
        database.add("snapshot_metadata", snapshot_id=snapshot.id, key=key, value=value, deleted=False)


def add_backup(database, backup):
    owner = backup.volume.owner
    database.add("backups", id=backup.id, user_id=owner.id, project_id=owner.project.id, volume_id=backup.volume.id,
                 size=backup.volume.size, status=backup.status, host=HOST, availability_zone="nova",
                 display_name=backup.name, display_description=backup.description, container=f"backups/{backup.number}",
                 object_count=backup.objects, parent_id=inventory.backup_id(backup.parent), data_timestamp=inventory.CREATED,
                 num_dependent_backups=sum(other.parent == backup.number for other in inventory.BACKUPS), deleted=False)


class Scheduler:
    """What Cinder's scheduler answers, who finds a place for each volume at once."""

    target = oslo_messaging.Target(version="3.12")

    def create_volume(self, ctxt, volume, **_):
        volume.update({"host": backend("fast"), "status": "available"})
        volume.save()

    def get_pools(self, ctxt, **_):
        return [{"name": backend(kind), "capabilities": self.capabilities(kind, total)} for kind, total in BACKENDS.items()]

    @staticmethod
    def capabilities(kind, total):
        used = sum(volume.size for volume in inventory.VOLUMES if volume.type == kind and volume.size < total)
        return {"pool_name": f"{kind}-pool", "volume_backend_name": kind, "total_capacity_gb": total,
                "free_capacity_gb": total - used, "allocated_capacity_gb": used, "provisioned_capacity_gb": used,
                "reserved_percentage": 10, "max_over_subscription_ratio": "2.0", "thin_provisioning_support": kind == "fast"}


class Backend:
    """What a backend of Cinder's does, which keeps nothing and so has nothing to delete."""

    target = oslo_messaging.Target(version="3.18")

    def delete_volume(self, ctxt, volume, **_):
        volume.destroy()


def serve(topic, server, endpoint):
    """Answers in threads: without eventlet's patches its executor would wait for ever."""
    oslo_messaging.get_rpc_server(
        rpc.TRANSPORT,
        oslo_messaging.Target(topic=topic, server=server),
        [endpoint],
        executor="threading",
        serializer=rpc.RequestContextSerializer(CinderObjectSerializer()),
    ).start()


number_workers(models.BASE.metadata.tables["workers"])
with Database("cinder", models.BASE.metadata) as made:
    add_services(made)
    for each in inventory.VOLUMES:
        add_volume(made, each)
    for each in inventory.SNAPSHOTS:
        add_snapshot(made, each)
    for each in inventory.BACKUPS:
        add_backup(made, each)
application = initialize_application()
serve("cinder-scheduler", HOST, Scheduler())
for each in BACKENDS:
    serve(f"cinder-volume.{HOST}@{each}", HOST, Backend())
