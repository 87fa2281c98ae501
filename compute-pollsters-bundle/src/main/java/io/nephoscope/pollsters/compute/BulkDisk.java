package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.Instance.Storage;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What bulk statistics tell of a disk's size. It takes libvirt's rule for block info to make the same
 * figures of it, and sometimes it cannot be done.
 *
 * <p>All are 64 bits without a sign.
 *
 * @param written where the guest wrote last; 0 if unknown
 * @param held what the storage holds; but the size of the file or device where it holds nothing, and 0
 *     if unknown
 */
record BulkDisk(long capacity, long written, long held) {

    /**
     * Follows libvirt's rule.
     *
     * @param sizes gives the size of a file; negative if it cannot be known
     * @return empty if libvirt has to be asked
     */
    Optional<DiskSize> size(Storage storage, ToLongFunction<String> sizes) {
        return switch (storage.type()) {
            case "network" -> Optional.of(new DiskSize(capacity, written != 0 ? written : held, held));
            case "block" ->
                written != 0 && held != 0 ? Optional.of(new DiskSize(capacity, written, held)) : Optional.empty();
            case "file" ->
                held != 0
                        ? ofFile(storage.format().equals("qcow2"), sizes.applyAsLong(storage.path()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<DiskSize> ofFile(boolean qcow2, long size) {
        boolean allocatesHeld = qcow2 || written == 0;
        boolean maybeHoldsNothing = held == size;
        if (size < 0 || (allocatesHeld && maybeHoldsNothing)) {
            return Optional.empty();
        }
        long allocation = allocatesHeld ? held : written;
        return Optional.of(new DiskSize(capacity, allocation, allocation == held ? size : held));
    }
}
