"""What the testbed's cloud holds, with the same ids each time."""

from dataclasses import dataclass
from datetime import datetime

CREATED = datetime(2026, 11, 22, 1, 10, 0)
REGION = "RegionOne"
PASSWORD = "secret"


def hex_id(kind: int, number: int) -> str:
    """An id as Keystone makes them."""
    return f"{kind:08x}{number:024x}"


def uuid(kind: int, number: int) -> str:
    """An id as the other services make them."""
    return f"{kind:08x}-0000-4000-8000-{number:012x}"


@dataclass(frozen=True)
class Domain:
    id: str
    name: str


DEFAULT = Domain("default", "Default")
ACME = Domain(hex_id(0xD0, 1), "acme")
DOMAINS = (DEFAULT, ACME)


@dataclass(frozen=True)
class Project:
    id: str
    name: str
    description: str
    domain: Domain = DEFAULT
    enabled: bool = True


ADMIN = Project(hex_id(0xA0, 1), "admin", "of the operators")
SERVICE = Project(hex_id(0xA0, 2), "service", "of the services")
ALPHA = Project(hex_id(0xA0, 3), "alpha", "has some of everything")
BETA = Project(hex_id(0xA0, 4), "beta", "has a little")
DELTA = Project(hex_id(0xA0, 5), "delta", "has nothing")
GAMMA = Project(hex_id(0xA0, 6), "gamma", "is disabled", enabled=False)
WEB = Project(hex_id(0xA0, 7), "Größe-веб", "is in another domain", ACME)
PROJECTS = (ADMIN, SERVICE, ALPHA, BETA, DELTA, GAMMA, WEB)


@dataclass(frozen=True)
class User:
    id: str
    name: str
    project: Project
    roles: tuple[str, ...]

    @property
    def domain(self) -> Domain:
        return self.project.domain


OPERATOR = User(hex_id(0xB0, 1), "admin", ADMIN, ("admin",))
# ResellerAdmin lets it see every account of Swift.
CEILOMETER = User(hex_id(0xB0, 2), "ceilometer", SERVICE, ("admin", "ResellerAdmin"))
ALICE = User(hex_id(0xB0, 3), "alice", ALPHA, ("member",))
BOB = User(hex_id(0xB0, 4), "bob", BETA, ("member",))
CAROL = User(hex_id(0xB0, 5), "carol", WEB, ("member",))
SERVICES = tuple(
    User(hex_id(0xB1, number), name, SERVICE, ("admin", "service"))
    for number, name in enumerate(("glance", "cinder", "neutron", "swift"))
)
USERS = (OPERATOR, CEILOMETER, ALICE, BOB, CAROL, *SERVICES)

ROLES = {
    name: hex_id(0xC0, number) for number, name in enumerate(("admin", "member", "reader", "service", "ResellerAdmin"))
}
APPLICATION_CREDENTIAL = hex_id(0xCA, 1)


@dataclass(frozen=True)
class Image:
    number: int
    name: str | None
    owner: Project = ALPHA
    size: int | None = None
    status: str = "active"
    visibility: str = "shared"
    disk_format: str | None = "raw"
    min_disk: int = 0
    min_ram: int = 0
    protected: bool = False
    virtual_size: int | None = None
    tags: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        return uuid(0x10, self.number)


CIRROS = Image(1, "cirros", ADMIN, 13267968, visibility="public", disk_format="qcow2", min_disk=1, min_ram=64,
               virtual_size=46137344, tags=("linux", "tiny"), properties=(("os_distro", "cirros"),))
IMAGES = (
    CIRROS,
    Image(2, "private", size=1048576, visibility="private", virtual_size=1048576),
    Image(3, "empty", size=0),
    Image(4, "ünïcode-фото € 𝄞", BETA, 4096, protected=True),
    Image(5, "deactivated", ADMIN, 2048, status="deactivated"),
    Image(6, None, WEB, 9_000_000_000_000, visibility="community"),
    Image(7, "on its way", BETA, status="saving", disk_format=None),
    # More than a page of Glance's, which has 25. What was never uploaded has no size.
    *(Image(0x100 + number, f"queued-{number:02}", status="queued") for number in range(24)),
)


@dataclass(frozen=True)
class Volume:
    number: int
    name: str | None
    owner: User = ALICE
    size: int = 1
    status: str = "available"
    type: str = "fast"
    snapshot: int | None = None
    source: int | None = None
    image: Image | None = None
    server: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    migration_status: str | None = None

    @property
    def id(self) -> str:
        return volume_id(self.number)


def volume_id(number: int | None) -> str | None:
    return None if number is None else uuid(0x20, number)


def snapshot_id(number: int | None) -> str | None:
    return None if number is None else uuid(0x30, number)


VOLUME_TYPES = {"fast": uuid(0x21, 1), "slow": uuid(0x21, 2)}
VOLUMES = (
    Volume(1, "first"),
    Volume(2, "größer", size=2, status="in-use", type="slow", server=uuid(0x50, 1),
           metadata=(("tier", "gold"), ("app", "db"))),
    Volume(3, "of beta", BOB, 5),
    Volume(4, "from an image", size=3, image=CIRROS, migration_status="success"),
    Volume(5, "from a snapshot", snapshot=1),
    Volume(6, "clone", size=16_384, source=1),
    Volume(7, None, BOB, status="error", type="slow"),
    Volume(8, "making", CAROL, 7, status="creating"),
    Volume(9, "going", size=4, status="deleting"),
)


@dataclass(frozen=True)
class Snapshot:
    """Of a volume. A backup has the same fields, and more."""

    number: int
    name: str | None
    volume: Volume
    status: str = "available"
    description: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        return snapshot_id(self.number)


@dataclass(frozen=True)
class Backup(Snapshot):
    objects: int = 0
    parent: int | None = None

    @property
    def id(self) -> str:
        return backup_id(self.number)


def backup_id(number: int | None) -> str | None:
    return None if number is None else uuid(0x40, number)


SNAPSHOTS = (
    Snapshot(1, "before", VOLUMES[0], description="of the first", metadata=(("keep", "yes"),)),
    Snapshot(2, None, VOLUMES[2]),
    Snapshot(3, "broken", VOLUMES[1], status="error"),
)
BACKUPS = (
    Backup(1, "full", VOLUMES[0], description="of the first", objects=3),
    Backup(2, "since then", VOLUMES[0], objects=1, parent=1),
    Backup(3, None, VOLUMES[2], status="error"),
)


@dataclass(frozen=True)
class Network:
    number: int
    name: str
    owner: Project
    prefix: str  # of its addresses

    @property
    def id(self) -> str:
        return uuid(0x60, self.number)

    @property
    def subnet(self) -> str:
        return uuid(0x61, self.number)

    @property
    def router(self) -> str:
        return uuid(0x62, self.number)


OUTSIDE = Network(1, "ext-net", ADMIN, "203.0.113")
ALPHA_NET = Network(2, "alpha-net", ALPHA, "10.0.1")
BETA_NET = Network(3, "beta-net", BETA, "10.0.2")
INSIDE = (ALPHA_NET, BETA_NET)


@dataclass(frozen=True)
class FloatingIp:
    number: int
    status: str
    inside: Network
    attached: bool = False

    @property
    def id(self) -> str:
        return uuid(0x70, self.number)


FLOATING_IPS = (
    FloatingIp(1, "ACTIVE", ALPHA_NET, attached=True),
    FloatingIp(2, "DOWN", ALPHA_NET),
    FloatingIp(3, "ERROR", ALPHA_NET, attached=True),
    FloatingIp(4, "DOWN", BETA_NET),
    FloatingIp(5, "ACTIVE", BETA_NET, attached=True),
)


@dataclass(frozen=True)
class VpnService:
    number: int
    status: str
    inside: Network
    enabled: bool = True

    @property
    def id(self) -> str:
        return uuid(0x80, self.number)


VPN_SERVICES = (
    VpnService(1, "ACTIVE", ALPHA_NET),
    VpnService(2, "PENDING_CREATE", BETA_NET),
    VpnService(3, "DOWN", ALPHA_NET, enabled=False),
)
# Between the first VPN service and the head office. Its key must not come into samples.
IPSEC_CONNECTION = uuid(0x90, 1)
PRE_SHARED_KEY = "hunter2-of-the-tunnel"

# The containers of accounts: of each its objects, and their bytes.
ACCOUNTS = {
    ALPHA: {"photos": (3, 6000), "empty": (0, 0), "sp ace/ünï": (1, 10)},
    BETA: {"backup": (1, 7_000_000_000_000)},
    WEB: {"site": (2, 20)},
}
