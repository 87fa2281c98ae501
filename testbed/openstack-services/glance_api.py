"""Glance, with the images of the inventory."""

import hashlib

from glance.common.wsgi_app import init_app
from glance.db.sqlalchemy import models

import inventory
from database import Database


def add(database, image):
    uploaded = image.size is not None
    digest = hashlib.sha512(image.id.encode()).hexdigest()
    database.add("images", id=image.id, name=image.name, size=image.size, virtual_size=image.virtual_size,
                 status=image.status, visibility=image.visibility, disk_format=image.disk_format, container_format="bare",
                 checksum=digest[:32] if uploaded else None, os_hash_algo="sha512" if uploaded else None,
                 os_hash_value=digest if uploaded else None, owner=image.owner.id, min_disk=image.min_disk,
                 min_ram=image.min_ram, protected=image.protected, os_hidden=False, deleted=False)
    for tag in image.tags:
        database.add("image_tags", image_id=image.id, value=tag, deleted=False)
    for name, value in image.properties:
        database.add("image_properties", image_id=image.id, name=name, value=value, deleted=False)


with Database("glance", models.BASE.metadata) as made:
    for each in inventory.IMAGES:
        add(made, each)
application = init_app()
