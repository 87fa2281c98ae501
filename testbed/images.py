"""The files behind the guests' drives, and the Linux that one of them boots."""

import dataclasses
import gzip
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import cloud

HERE = Path(__file__).resolve().parent
STATE = Path(subprocess.check_output([HERE / "libvirt", "state"], text=True).strip())
FILES = STATE / "guests"

MODULES = ("virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover"
           " virtio_net virtio_blk virtio_balloon").split()


def boot_sector(code: str) -> bytes:
    """A program of 16 bits that runs and then stands still."""
    return (bytes.fromhex(code) + b"\xfa\xf4\xeb\xfd").ljust(510, b"\0") + b"\x55\xaa"


# Writes to the port of the panic device, and to the one that puts a PC to sleep.
BOOT_SECTORS = {"crashed": boot_sector("ba0505 b001 ee"), "suspended": boot_sector("ba0406 b80024 ef")}
# Writes the second sector of its disk by way of the BIOS.
HALTING = boot_sector("b80103 b90200 ba8000 31db cd13")

# What the Linux guest does for ever: reads, writes, talks to the bridge. It swaps on its second disk.
INIT = """#!/bin/sh
/bin/busybox --install -s /bin
mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs dev /dev
for module in %s; do insmod /modules/$module.ko; done
until [ -b /dev/vdb ] && [ -d /sys/class/net/eth1 ]; do sleep 0.1; done
ip addr add 10.99.200.1/16 dev eth0; ip link set eth0 up; ip link set eth1 up
mkswap /dev/vdb; swapon /dev/vdb
echo guest-is-up >/dev/ttyS0
while :; do
    dd if=/dev/vda of=/dev/null bs=64k count=16
    dd if=/dev/urandom of=/dev/vda bs=4k count=8 conv=fsync
    ping -c 1 -W 1 10.99.0.1
    sleep 1
done >/dev/null 2>&1
""" % " ".join(MODULES)


def run(*command, **options):
    return subprocess.run(command, check=True, text=True, **options)


def unpack_packages(folder: Path) -> None:
    depends = run("apt-cache", "depends", "linux-image-cloud-amd64", stdout=subprocess.PIPE).stdout
    kernel = next(line.split()[-1] for line in depends.splitlines() if "Depends:" in line)
    run("apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download", kernel, "busybox-static", cwd=folder)
    for package in folder.glob("*.deb"):
        run("dpkg-deb", "--extract", package, folder)


def archive(entries) -> bytes:
    """A cpio archive in the form the kernel reads, of (name, mode, content)."""
    out = bytearray()
    for number, (name, mode, content) in enumerate([*entries, ("TRAILER!!!", 0, b"")], start=1):
        title = name.encode() + b"\0"
        fields = (number, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(title), 0)
        out += b"070701" + b"".join(b"%08x" % value for value in fields) + title
        out += b"\0" * (-len(out) % 4) + content
        out += b"\0" * (-len(out) % 4)
    return bytes(out)


def make_linux() -> None:
    if (FILES / "vmlinuz").exists():
        return
    folder = FILES / "linux"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    unpack_packages(folder)
    program, directory = stat.S_IFREG | 0o755, stat.S_IFDIR | 0o755
    entries = [(name, directory, b"") for name in ("bin", "proc", "sys", "dev", "modules")]
    entries += [("bin/busybox", program, (folder / "bin/busybox").read_bytes())]
    entries += [("bin/sh", stat.S_IFLNK | 0o777, b"busybox"), ("init", program, INIT.encode())]
    modules = {path.stem: path for path in folder.glob("lib/modules/**/*.ko")}
    entries += [(f"modules/{name}.ko", program, modules[name].read_bytes()) for name in MODULES]
    (FILES / "initrd.gz").write_bytes(gzip.compress(archive(entries), 1))
    os.replace(next(folder.glob("boot/vmlinuz-*")), FILES / "vmlinuz")
    shutil.rmtree(folder)


def write_raw(path: str, guest) -> None:
    with open(path, "wb") as raw:
        raw.write(HALTING if guest.halted else BOOT_SECTORS.get(guest.state, b""))
        raw.truncate(4 << 20)


def make_disk(path: str, form: str, guest) -> None:
    Path(path).unlink(missing_ok=True)
    match form:
        case "raw":
            write_raw(path, guest)
        case "qcow2":
            run("qemu-img", "create", "-q", "-f", "qcow2", path, "16M")
        case "backed":
            write_raw(f"{path}.base", guest)
            run("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", f"{path}.base", path, "16M")
        case "full":
            run("qemu-img", "create", "-q", "-f", "raw", "-o", "preallocation=full", path, "2M")
        case "iso":
            Path(path).write_bytes(b"\1" * 2048 * 513)
        case "network":
            write_raw(f"{path}.raw", guest)
            run(HERE / "libvirt", "inside", "qemu-nbd", "--fork", "--shared=2", "--format=raw",
                f"--socket={path}", f"{path}.raw")


def attach_loop(path: str) -> bool:
    """Makes a block device of a file. It is there while somebody has it open."""
    with open(f"{path}.raw", "wb") as raw:
        raw.truncate(4 << 20)
    made = subprocess.run(["losetup", "--find", "--show", f"{path}.raw"], text=True, stdout=subprocess.PIPE, check=False)
    if made.returncode == 0:
        Path(path).unlink(missing_ok=True)
        Path(path).symlink_to(made.stdout.strip())
    return made.returncode == 0


def make_disks(guest):
    """@return the guest, without block devices where none can be made"""
    possible = []
    for device, form in guest.targets():
        path = cloud.image(guest, device, form, str(FILES))
        if form != "block":
            make_disk(path, form, guest)
        elif not attach_loop(path):
            print(f"guests: no loop devices here, so {guest.domain} has no block device", file=sys.stderr)
            continue
        possible.append(form)
    return dataclasses.replace(guest, disks=tuple(possible))


def release_loops(guest) -> None:
    """The guest holds them from now on, and nobody else shall when it ends."""
    for device, form in guest.targets():
        if form == "block":
            run("losetup", "--detach", os.path.realpath(cloud.image(guest, device, form, str(FILES))))
