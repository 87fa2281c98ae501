"""Keystone, with the projects, users and catalogue of the inventory."""

import json
import os

from keystone.common import password_hashing
from keystone.common import sql
from keystone.server.wsgi import initialize_public_application

import inventory
from database import Database

ROOT = "<<keystone.domain.root>>"
# Of each service its types, name, port after Keystone's, and path; the addresses are as clouds have them.
CATALOGUE = (
    ("identity", "keystone", 0, "/v3"),
    ("image", "glance", 1, ""),
    ("volumev3", "cinder", 2, "/v3/$(project_id)s"),
    ("network", "neutron", 3, ""),
    ("object-store", "swift", 4, "/v1/AUTH_$(project_id)s"),
)


def add_projects(database):
    database.add("project", id=ROOT, name=ROOT, domain_id=ROOT, enabled=False, is_domain=True, extra={})
    for domain in inventory.DOMAINS:
        database.add("project", id=domain.id, name=domain.name, domain_id=ROOT, enabled=True, is_domain=True, extra={})
    for project in inventory.PROJECTS:
        database.add("project", id=project.id, name=project.name, domain_id=project.domain.id, enabled=project.enabled,
                     parent_id=project.domain.id, is_domain=False, description=project.description, extra={})


def add_users(database):
    secret = password_hashing.hash_password(inventory.PASSWORD)
    for name, role in inventory.ROLES.items():
        database.add("role", id=role, name=name, extra={})
    for prior, implied in (("admin", "member"), ("member", "reader")):
        database.add("implied_role", prior_role_id=inventory.ROLES[prior], implied_role_id=inventory.ROLES[implied])
    for user in inventory.USERS:
        database.add("user", id=user.id, domain_id=user.domain.id, enabled=True, extra={})
        local = database.add("local_user", user_id=user.id, domain_id=user.domain.id, name=user.name)
        database.add("password", local_user_id=local, password_hash=secret, created_at=inventory.CREATED)
        for role in user.roles:
            database.add("assignment", type="UserProject", actor_id=user.id, target_id=user.project.id,
                         role_id=inventory.ROLES[role], inherited=False)
    user = inventory.CEILOMETER
    credential = database.add("application_credential", id=inventory.APPLICATION_CREDENTIAL, name="poller",
                              secret_hash=secret, user_id=user.id, project_id=user.project.id)
    for role in user.roles:
        database.add("application_credential_role", application_credential_id=credential, role_id=inventory.ROLES[role])


def add_catalogue(database):
    port = int(os.environ["TESTBED_KEYSTONE_PORT"])
    wanted = os.environ["TESTBED_SERVICES"].split()
    database.add("region", id=inventory.REGION, description="", extra={})
    for number, (kind, name, offset, path) in enumerate(CATALOGUE):
        if name not in wanted:
            continue
        service = inventory.hex_id(0xE0, number)
        database.add("service", id=service, type=kind, enabled=True, extra={"name": name})
        for facing, interface in enumerate(("public", "internal", "admin")):
            database.add("endpoint", id=inventory.hex_id(0xE1 + facing, number), interface=interface, service_id=service,
                         region_id=inventory.REGION, url=f"http://127.0.0.1:{port + offset}{path}", enabled=True, extra={})


application = initialize_public_application()
with Database("keystone", sql.ModelBase.metadata) as made:
    add_projects(made)
    add_users(made)
    add_catalogue(made)
