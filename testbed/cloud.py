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
    memory: int = 16
    state: str = "running"  # or paused, or shutoff
    linux: bool = False
    project: int = 1

    @property
    def domain(self) -> str:
        return f"instance-{self.number:08x}" if self.name else f"foreign-{self.number:08x}"

    @property
    def uuid(self) -> str:
        return f"0f0f0f0f-1111-4222-8333-{self.number:012x}"


EXTRA_SPECS = '<nova:extraSpecs><nova:extraSpec name="hw:numa_nodes">1</nova:extraSpec></nova:extraSpecs>'
IMAGE_META = f"""<nova:image uuid="{IMAGE}"><nova:containerFormat>bare</nova:containerFormat>
<nova:diskFormat>qcow2</nova:diskFormat><nova:minDisk>1</nova:minDisk><nova:minRam>0</nova:minRam>
<nova:properties><nova:property name="hw_rng_model">virtio</nova:property></nova:properties></nova:image>"""

# One of each kind that a hypervisor's guests come in.
KINDS = (
    Guest(0xA1, "Größe € 𝄞", MEDIUM, memory=160, linux=True),
    Guest(0xA2, "twin", project=2),
    Guest(0xA3, "twin", NAMED, version="1.0", tells_flavor_id=False, project=2),
    Guest(0xA4, "newest nova", MEDIUM, extras="2025.2"),
    Guest(0xA5, "paused", state="paused"),
    Guest(0xA6, "shut off", state="shutoff"),
    Guest(0xA7),
)


def crowd(count: int) -> tuple[Guest, ...]:
    """Guests that differ in nothing that matters."""
    return tuple(Guest(0x1000 + i, f"crowd-{i}") for i in range(count))


def metadata(guest: Guest) -> str:
    if guest.name is None:
        return ""
    flavor = guest.flavor
    flavor_id = f" id={quoteattr(flavor.id)}" if guest.tells_flavor_id else ""
    newest = guest.extras == "2025.2"
    return f"""<metadata><nova:instance xmlns:nova="{NAMESPACE}{guest.version}">
<nova:package version="26.2.2"/><nova:name>{escape(guest.name)}</nova:name>
<nova:creationTime>2026-11-22 00:00:00</nova:creationTime>
<nova:flavor name={quoteattr(flavor.name)}{flavor_id}><nova:memory>{flavor.ram}</nova:memory>
<nova:disk>{flavor.disk}</nova:disk><nova:swap>{flavor.swap}</nova:swap>
<nova:ephemeral>{flavor.ephemeral}</nova:ephemeral><nova:vcpus>{flavor.vcpus}</nova:vcpus>
{EXTRA_SPECS if newest else ""}</nova:flavor>{IMAGE_META if newest else ""}
<nova:owner><nova:user uuid="{guest.project:032x}">alice</nova:user>
<nova:project uuid="{0xfeed0000 + guest.project:032x}">demo</nova:project></nova:owner>
<nova:root type="image" uuid="{IMAGE}"/></nova:instance></metadata>"""


def nic(guest: Guest, index: int) -> str:
    bridge = "<source bridge='br0'/>" if index == 0 else ""
    return f"""<interface type='{"bridge" if bridge else "ethernet"}'>{bridge}
<mac address='fa:16:3e:{guest.number >> 8:02x}:{guest.number & 255:02x}:{index:02x}'/>
<target dev='tap{guest.number:08x}-{index:02x}'/><model type='virtio'/></interface>"""


def disk(path: str, form: str, device: str) -> str:
    return f"""<disk type='file' device='disk'><driver name='qemu' type='{form}'/>
<source file='{path}'/><target dev='{device}' bus='virtio'/></disk>"""


def domain(guest: Guest, files: str) -> str:
    """The XML that starts a guest whose disks, and kernel, lie in a folder."""
    base = f"{files}/{guest.domain}"
    boot, devices, vcpus = "<boot dev='hd'/>", disk(f"{base}.raw", "raw", "vda") + nic(guest, 0), 1
    if guest.linux:
        vcpus = 2
        boot = f"""<kernel>{files}/vmlinuz</kernel><initrd>{files}/initrd.gz</initrd>
<cmdline>console=ttyS0 quiet panic=1</cmdline>"""
        devices += disk(f"{base}.qcow2", "qcow2", "vdb") + nic(guest, 1)
        devices += "<disk type='file' device='cdrom'><target dev='hda' bus='ide'/><readonly/></disk>"
        devices += f"<serial type='file'><source path='{base}.console'/></serial>"
    return f"""<domain type='qemu'><name>{guest.domain}</name><uuid>{guest.uuid}</uuid>{metadata(guest)}
<memory unit='MiB'>{guest.memory}</memory><vcpu>{vcpus}</vcpu>
<os><type arch='x86_64' machine='pc'>hvm</type>{boot}</os>
<features><acpi/><tcg><tb-cache unit='MiB'>32</tb-cache></tcg></features>
<devices><emulator>/usr/bin/qemu-system-x86_64</emulator>{devices}
<memballoon model='virtio'><stats period='1'/></memballoon></devices></domain>"""
