"""The cloud that the testbed plays: flavours, owners, and guests with what nova would write about them."""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

IMAGE = "11111111-2222-4333-8444-555555555555"
NAMESPACE = "http://openstack.org/xmlns/libvirt/nova/"


@dataclass(frozen=True)
class Flavor:
    id: str
    name: str
    ram: int = 512
    disk: int = 1
    ephemeral: int = 0
    swap: int = 0
    vcpus: int = 1


TINY = Flavor("1", "m1.tiny")
MEDIUM = Flavor("3", "m1.medium", ram=4096, disk=40, ephemeral=5, swap=1024, vcpus=2)
# Its id is its name in the metadata of guests that do not tell flavours' ids.
NAMED = Flavor("c1.named", "c1.named", ram=256, disk=2, ephemeral=1)
FLAVORS = (TINY, MEDIUM, NAMED)


@dataclass(frozen=True)
class Guest:
    """A virtual machine. Without a name it is not of nova's making."""

    number: int
    name: str | None = None
    flavor: Flavor = TINY
    version: str = "1.1"  # of the metadata's namespace
    tells_flavor_id: bool = True
    extras: str = ""  # more metadata, as newer releases of nova write it
    terse: bool = False  # metadata without what a reader can do without
    owner: bool = True
    image: bool = True  # booted from an image, not from a volume
    memory: int = 16
    vcpus: tuple[int, int] = (1, 1)  # plugged in, and at most
    state: str = "running"  # or paused, shutoff, crashed, suspended
    disks: tuple[str, ...] = ("raw",)  # the forms that disk() knows
    nics: tuple[str, ...] = ("bridge",)  # the forms that nic() knows
    balloon: bool = True
    linux: bool = False
    transient: bool = False  # gone when it ends
    halted: bool = False  # runs, and costs nothing
    project: int = 1

    @property
    def domain(self) -> str:
        return f"instance-{self.number:08x}" if self.name else f"foreign-{self.number:08x}"

    @property
    def uuid(self) -> str:
        return f"0f0f0f0f-1111-4222-8333-{self.number:012x}"

    @property
    def filter(self) -> str:
        """The name of its network filter, in nova's manner."""
        return f"nova-instance-{self.domain}"

    def targets(self) -> list[tuple[str, str]]:
        """Each of its drives: the guest's name for it, and its form."""
        names = {"virtio": iter("abcdefgh"), "ide": iter("abcd")}
        drives = []
        for form in self.disks:
            bus = "ide" if form in ("empty", "iso") else "virtio"
            drives.append((f"{'hd' if bus == 'ide' else 'vd'}{next(names[bus])}", form))
        return drives


EXTRA_SPECS = '<nova:extraSpecs><nova:extraSpec name="hw:numa_nodes">1</nova:extraSpec></nova:extraSpecs>'
IMAGE_META = f"""<nova:image uuid="{IMAGE}"><nova:containerFormat>bare</nova:containerFormat>
<nova:diskFormat>qcow2</nova:diskFormat><nova:minDisk>1</nova:minDisk><nova:minRam>0</nova:minRam>
<nova:properties><nova:property name="hw_rng_model">virtio</nova:property></nova:properties></nova:image>"""

# One of each kind that a hypervisor's guests come in.
KINDS = (
    Guest(0xA1, "Größe € 𝄞", MEDIUM, memory=160, vcpus=(2, 2), linux=True,
          disks=("raw", "qcow2", "empty"), nics=("filtered", "plain")),
    Guest(0xA2, "twin", project=2),
    Guest(0xA3, "twin", NAMED, version="1.0", tells_flavor_id=False, project=2),
    Guest(0xA4, "newest nova", MEDIUM, extras="2025.2"),
    Guest(0xA5, "paused", state="paused"),
    Guest(0xA6, "shut off", state="shutoff", disks=("raw", "qcow2")),
    Guest(0xA7),
    Guest(0xA8, "changes", vcpus=(2, 4), disks=("raw", "backed"), nics=("filtered", "bridge")),
    Guest(0xA9, "from a volume", image=False, balloon=False, disks=("full", "network", "block", "iso")),
    Guest(0xAA, " <bare> & \"terse\" ‮日本 ", terse=True, disks=(), nics=()),
    Guest(0xAB, "crashed", state="crashed"),
    Guest(0xAC, "suspended", state="suspended"),
    Guest(0xAD, "nobody's", owner=False, state="paused", disks=(), nics=()),
)


def crowd(count: int, halted: bool = False) -> tuple[Guest, ...]:
    """Guests that differ in nothing that matters."""
    return tuple(Guest(0x1000 + i, f"crowd-{i}", transient=True, halted=halted) for i in range(count))


def flavor_metadata(guest: Guest) -> str:
    flavor = guest.flavor
    flavor_id = f" id={quoteattr(flavor.id)}" if guest.tells_flavor_id else ""
    if guest.terse:
        return f"<nova:flavor name={quoteattr(flavor.name)}{flavor_id}><nova:vcpus>1</nova:vcpus></nova:flavor>"
    return f"""<nova:flavor name={quoteattr(flavor.name)}{flavor_id}><nova:memory>{flavor.ram}</nova:memory>
<nova:disk>{flavor.disk}</nova:disk><nova:swap>{flavor.swap}</nova:swap>
<nova:ephemeral>{flavor.ephemeral}</nova:ephemeral><nova:vcpus>{flavor.vcpus}</nova:vcpus>
{EXTRA_SPECS if guest.extras else ""}</nova:flavor>"""


def metadata(guest: Guest) -> str:
    if guest.name is None:
        return ""
    head = """<nova:package version="26.2.2"/><nova:creationTime>2026-11-22 00:00:00</nova:creationTime>"""
    owner = f"""<nova:owner><nova:user uuid="{guest.project:032x}">alice</nova:user>
<nova:project uuid="{0xfeed0000 + guest.project:032x}">demo</nova:project></nova:owner>"""
    root = f"""<nova:root type="image" uuid="{IMAGE}"/>"""
    return f"""<metadata><nova:instance xmlns:nova="{NAMESPACE}{guest.version}">
{"" if guest.terse else head}<nova:name>{escape(guest.name)}</nova:name>
{flavor_metadata(guest)}{IMAGE_META if guest.extras == "2025.2" else ""}
{owner if guest.owner else ""}
{root if guest.image else ""}</nova:instance></metadata>"""


def network_filter(guest: Guest) -> str:
    """A filter that lets everything pass: only its name matters."""
    return f"<filter name='{guest.filter}' chain='root'><uuid>{guest.uuid}</uuid></filter>"


def nic(guest: Guest, index: int, form: str) -> str:
    source = "" if form == "plain" else "<source bridge='br0'/>"
    reference = f"""<filterref filter='{guest.filter}'><parameter name='IP' value='10.99.200.{index + 1}'/>
<parameter name='PROJNET' value='10.99.0.0'/></filterref>"""
    return f"""<interface type='{"bridge" if source else "ethernet"}'>{source}
<mac address='fa:16:3e:{guest.number >> 8:02x}:{guest.number & 255:02x}:{index:02x}'/>
<target dev='tap{guest.number:08x}-{index:02x}'/><model type='virtio'/>
{reference if form == "filtered" else ""}</interface>"""


def image(guest: Guest, device: str, form: str, files: str) -> str:
    """The file behind a drive; of one on the network its socket, whose path has to be short."""
    if form == "network":
        return f"{files}/{guest.number:x}{device}.nbd"
    return f"{files}/{guest.domain}-{device}.{form}"


def source(form: str, path: str) -> str:
    match form:
        case "empty":
            return ""
        case "block":
            return f"<source dev='{path}'/>"
        case "network":
            return f"<source protocol='nbd'><host transport='unix' socket='{path}'/></source>"
        case _:
            return f"<source file='{path}'/>"


def disk(device: str, form: str, path: str) -> str:
    kind = form if form in ("block", "network") else "file"
    driver = "qcow2" if form in ("qcow2", "backed") else "raw"
    cdrom = form in ("empty", "iso")
    return f"""<disk type='{kind}' device='{"cdrom" if cdrom else "disk"}'>
{"" if form == "empty" else f"<driver name='qemu' type='{driver}'/>"}{source(form, path)}
<target dev='{device}' bus='{"ide" if cdrom else "virtio"}'/>{"<readonly/>" if cdrom else ""}</disk>"""


def domain(guest: Guest, files: str) -> str:
    """The XML that starts a guest whose disks, and kernel, lie in a folder."""
    devices = "".join(disk(device, form, image(guest, device, form, files)) for device, form in guest.targets())
    devices += "".join(nic(guest, index, form) for index, form in enumerate(guest.nics))
    devices += f"""<memballoon model='{"virtio" if guest.balloon else "none"}'>
{"<stats period='1'/>" if guest.balloon else ""}</memballoon>"""
    boot, plugged, at_most = "<boot dev='hd'/>", *guest.vcpus
    if guest.linux:
        boot = f"""<kernel>{files}/vmlinuz</kernel><initrd>{files}/initrd.gz</initrd>
<cmdline>console=ttyS0 quiet panic=1</cmdline>"""
        devices += f"<serial type='file'><source path='{files}/{guest.domain}.console'/></serial>"
    if guest.state == "crashed":
        devices += "<panic model='isa'/>"
    return f"""<domain type='qemu'><name>{guest.domain}</name><uuid>{guest.uuid}</uuid>{metadata(guest)}
<memory unit='MiB'>{guest.memory}</memory><vcpu current='{plugged}'>{at_most}</vcpu>
<os><type arch='x86_64' machine='pc'>hvm</type>{boot}</os>
<features><acpi/><tcg><tb-cache unit='MiB'>32</tb-cache></tcg></features>
<on_crash>preserve</on_crash><pm><suspend-to-mem enabled='yes'/></pm>
<devices><emulator>/usr/bin/qemu-system-x86_64</emulator>{devices}</devices></domain>"""
