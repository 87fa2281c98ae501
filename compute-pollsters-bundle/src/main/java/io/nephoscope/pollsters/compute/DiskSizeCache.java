package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.Instance.Device;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The sizes of disks in one cycle, each found out once. Asks libvirt only where bulk statistics do not tell. Thread-safe. */
final class DiskSizeCache {

    private record Disk(UUID domain, String device) {}

    private static final long UNKNOWN = -1;
    /** In the URIs of hypervisors whose files are ours. */
    private static final String NO_HOST = ":///";

    private final Hypervisor hypervisor;
    private final Map<Disk, Optional<DiskSize>> known = new ConcurrentHashMap<>();

    DiskSizeCache(Hypervisor hypervisor) {
        this.hypervisor = hypervisor;
    }

    /** The size of a disk; empty if libvirt does not tell. */
    Optional<DiskSize> of(Guest guest, Device disk) throws HypervisorException {
        Disk key = new Disk(guest.instance().uuid(), disk.name());
        Optional<DiskSize> size = known.get(key);
        if (size == null) {
            size = find(guest, disk);
            known.put(key, size);
        }
        return size;
    }

    private Optional<DiskSize> find(Guest guest, Device disk) throws HypervisorException {
        DomainStats stats = guest.stats();
        if (stats.domain().id() < 0) {
            return hypervisor.diskSize(stats.domain(), disk.name());
        }
        int row = stats.row("block.*.name", disk.name());
        OptionalLong capacity = row < 0 ? OptionalLong.empty() : stats.number("block.*.capacity", row);
        if (capacity.isEmpty()) {
            // Where the driver gives it in bulk, the guest perhaps hangs: then it would not answer the question
            // either, but keep us waiting.
            return hypervisor.inBulk().contains(StatsGroup.BLOCK)
                    ? Optional.empty()
                    : hypervisor.diskSize(stats.domain(), disk.name());
        }
        BulkDisk bulk = new BulkDisk(
                capacity.getAsLong(), number(stats, "block.*.allocation", row), number(stats, "block.*.physical", row));
        Optional<DiskSize> size =
                isAsDescribed(guest, disk, row) ? bulk.size(disk.storage(), this::sizeOfFile) : Optional.empty();
        return size.isPresent() ? size : hypervisor.diskSize(stats.domain(), disk.name());
    }

    /** A snapshot may have put another file, of another format, in front of the one that was described. */
    private static boolean isAsDescribed(Guest guest, Device disk, int row) {
        String path = disk.storage().path();
        if (path.isEmpty() || guest.stats().row("block.*.path", path) == row) {
            return true;
        }
        guest.instance().markOutdated();
        return false;
    }

    private static long number(DomainStats stats, String column, int row) {
        return stats.number(column, row).orElse(0);
    }

    private long sizeOfFile(String path) {
        if (!hypervisor.uri().contains(NO_HOST)) {
            return UNKNOWN;
        }
        try {
            BasicFileAttributes file = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
            return file.isRegularFile() ? file.size() : UNKNOWN;
        } catch (IOException | InvalidPathException e) {
            return UNKNOWN;
        }
    }
}
