package io.nephoscope.benchmarks;

import io.nephoscope.testkit.libvirt.FakeGuest;
import io.nephoscope.testkit.libvirt.FakeHypervisor;
import io.nephoscope.testkit.libvirt.GuestShape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of simulated guests' disks, as they would lie on a hypervisor. They hold nothing. */
final class SimulatedDisks {

    /** Where nova keeps them. The script puts a file system of its own there, which nobody else sees. */
    private static final Path INSTANCES = Path.of("/var/lib/nova");

    private static final String PRIVATE = "tmpfs";
    private static final Pattern FILE = Pattern.compile("<source file='([^']+)'");
    private static final long SIZE = 1 << 30;

    private SimulatedDisks() {}

    /** Makes them, unless this would litter the machine. */
    static void make(int guests) throws IOException {
        if (!Files.isDirectory(INSTANCES)
                || !Files.getFileStore(INSTANCES).type().equals(PRIVATE)) {
            return;
        }
        for (FakeGuest guest : FakeHypervisor.simulated(guests, GuestShape.USUAL, InstantSource.system())
                .guests()) {
            Matcher file = FILE.matcher(guest.xml());
            while (file.find()) {
                make(Path.of(file.group(1)));
            }
        }
    }

    private static void make(Path path) throws IOException {
        if (path.startsWith(INSTANCES)) {
            Files.createDirectories(path.getParent());
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(SIZE);
            }
        }
    }
}
