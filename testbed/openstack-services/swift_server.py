#!/usr/bin/python3
"""swift_server.py FOLDER PORT: Swift in one process: proxy, account, container and object server on this port and the next.

The folder holds the configuration of each. What the accounts hold is of the inventory: it is written as the servers of
containers would report it, and there is nothing behind it.
"""

import os
import shutil
import sys

import eventlet
from eventlet import wsgi
from swift.account.backend import DATADIR
from swift.account.backend import AccountBroker
from swift.common import utils
from swift.common import wsgi as swift_wsgi
from swift.common.ring import Ring
from swift.common.ring import RingBuilder
from swift.common.utils import Timestamp

import inventory

KINDS = ("proxy", "account", "container", "object")
DEVICE = "disk"


def make_ring(folder, kind, port):
    """One copy of everything, on one device."""
    builder = RingBuilder(part_power=4, replicas=1, min_part_hours=1)
    builder.add_dev({"region": 1, "zone": 1, "ip": "127.0.0.1", "port": port, "device": DEVICE, "weight": 1.0})
    builder.rebalance(seed="testbed")
    builder.get_ring().save(f"{folder}/{kind}.ring.gz")


def add_account(disk, ring, project, containers):
    account = f"AUTH_{project.id}"
    partition, _ = ring.get_nodes(account)
    digest = utils.hash_path(account)
    broker = AccountBroker(f"{disk}/{utils.storage_directory(DATADIR, partition, digest)}/{digest}.db", account=account)
    created = Timestamp(inventory.CREATED.timestamp())
    broker.initialize(created.internal)
    for name, (objects, size) in containers.items():
        broker.put_container(name, created.internal, 0, objects, size, 0)
    # Into the totals, which a reader would do else.
    broker.get_info()


def main(folder, port):
    utils.eventlet_monkey_patch()
    disk = f"{folder}/disks/{DEVICE}"
    shutil.rmtree(f"{folder}/disks", ignore_errors=True)
    os.makedirs(disk)
    utils.set_swift_dir(folder)
    for number, kind in enumerate(KINDS[1:], start=1):
        make_ring(folder, kind, port + number)
    accounts = Ring(folder, ring_name="account")
    for project, containers in inventory.ACCOUNTS.items():
        add_account(disk, accounts, project, containers)
    servers = []
    for number, kind in enumerate(KINDS):
        application = swift_wsgi.loadapp(f"{folder}/{kind}-server.conf", global_conf={"log_name": kind})
        servers.append(eventlet.spawn(wsgi.server, eventlet.listen(("127.0.0.1", port + number)), application,
                                      utils.NullLogger(), protocol=swift_wsgi.SwiftHttpProtocol,
                                      capitalize_response_headers=False))
    for server in servers:
        server.wait()


if len(sys.argv) != 3:
    print(__doc__, file=sys.stdout if sys.argv[1:] in (["-h"], ["--help"]) else sys.stderr)
    sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
main(sys.argv[1], int(sys.argv[2]))
