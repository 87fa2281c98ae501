package io.nephoscope.connector.libvirt;

import io.nephoscope.api.sample.Subject;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A domain that OpenStack knows as an instance: what discovery makes of a domain's description and
 * pollsters emit samples of. Does not change; a changed domain is another instance object.
 */
public final class Instance {

    /**
     * A device that statistics are kept of. Build the subject once: its samples share it.
     *
     * @param storage where a disk is kept; {@link Storage#UNKNOWN} of other devices
     */
    public record Device(String name, Subject subject, Storage storage) {

        /** A device that is no disk. */
        public Device(String name, Subject subject) {
            this(name, subject, Storage.UNKNOWN);
        }
    }

    /**
     * Where a disk is kept, in libvirt's words.
     *
     * @param type such as {@code file}, {@code block} or {@code network}
     * @param format such as {@code raw} or {@code qcow2}
     * @param path of the file or device; empty of others
     */
    public record Storage(String type, String format, String path) {

        /** Nothing is known. */
        public static final Storage UNKNOWN = new Storage("", "", "");
    }

    /**
     * The devices of an instance. Not each device that libvirt has statistics of is one that samples
     * are emitted of, so all of them are counted apart.
     */
    public record Devices(List<Device> vnics, List<Device> disks, int allVnics, int allDisks) {

        public Devices {
            vnics = List.copyOf(vnics);
            disks = List.copyOf(disks);
        }
    }

    /** The disk sizes of a flavor, in GiB: each a {@link Long}, or a {@link BigInteger} beyond 63 bits. */
    public record DiskSizes(Number root, Number ephemeral) {

        public DiskSizes {
            root = settled(root);
            ephemeral = settled(ephemeral);
        }

        private static Number settled(Number size) {
            return size instanceof BigInteger ? size : size.longValue();
        }
    }

    private final UUID uuid;
    private final Subject subject;
    private final Devices devices;
    private final DiskSizes diskSizes;
    private final AtomicBoolean outdated = new AtomicBoolean();
    private final Map<String, Subject> described = new ConcurrentHashMap<>();

    public Instance(UUID uuid, Subject subject, Devices devices, DiskSizes diskSizes) {
        this.uuid = uuid;
        this.subject = subject;
        this.devices = devices;
        this.diskSizes = diskSizes;
    }

    /** The domain's id, and the instance's. */
    public UUID uuid() {
        return uuid;
    }

    /** What samples of the instance as a whole are about. */
    public Subject subject() {
        return subject;
    }

    public Devices devices() {
        return devices;
    }

    public DiskSizes diskSizes() {
        return diskSizes;
    }

    /**
     * The instance's subject with one more value in its metadata. The last one of each key is
     * remembered, so that a value which seldom changes costs nothing.
     */
    public Subject subjectWith(String key, @Nullable Object value) {
        Subject last = described.get(key);
        if (last != null && Objects.equals(last.metadata().asMap().get(key), value)) {
            return last;
        }
        Subject next = new Subject(
                subject.resourceId(), subject.owner(), subject.metadata().with(key, value));
        described.put(key, next);
        return next;
    }

    /** Says that the domain has changed since it was described, so that discovery describes it anew. */
    public void markOutdated() {
        outdated.set(true);
    }

    public boolean isOutdated() {
        return outdated.get();
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
