package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.Instance.Storage;
import org.junit.jupiter.api.Test;

class BulkDiskTest {

    private static final long MIB = 1 << 20;
    private static final Storage RAW = new Storage("file", "raw", "/disk");
    private static final Storage QCOW2 = new Storage("file", "qcow2", "/disk");

    @Test
    void hasARawFilesSizeAsPhysicalWhereAllThatItHoldsIsWritten() {
        BulkDisk disk = new BulkDisk(8 * MIB, 65_536, 65_536);

        assertThat(disk.size(RAW, path -> 8 * MIB)).contains(new DiskSize(8 * MIB, 65_536, 8 * MIB));
    }

    @Test
    void hasWhatARawFileHoldsAsPhysicalWhereThatIsNotWhatIsWritten() {
        BulkDisk disk = new BulkDisk(8 * MIB, 8192, 65_536);

        assertThat(disk.size(RAW, path -> 8 * MIB)).contains(new DiskSize(8 * MIB, 8192, 65_536));
    }

    @Test
    void swapsTheFiguresOfQcow2Files() {
        BulkDisk disk = new BulkDisk(16 * MIB, 393_216, 331_776);

        assertThat(disk.size(QCOW2, path -> 393_216)).contains(new DiskSize(16 * MIB, 331_776, 393_216));
    }

    @Test
    void allocatesWhatARawFileHoldsUntilTheGuestWrites() {
        BulkDisk disk = new BulkDisk(8 * MIB, 0, 65_536);

        assertThat(disk.size(RAW, path -> 8 * MIB)).contains(new DiskSize(8 * MIB, 65_536, 8 * MIB));
    }

    @Test
    void cannotTellAnEmptyFileFromOneThatHoldsAllOfIt() {
        BulkDisk disk = new BulkDisk(8 * MIB, 0, 8 * MIB);

        assertThat(disk.size(RAW, path -> 8 * MIB)).isEmpty();
    }

    @Test
    void cannotDoWithoutTheSizeOfTheFile() {
        BulkDisk disk = new BulkDisk(8 * MIB, 65_536, 65_536);

        assertThat(disk.size(RAW, path -> -1)).isEmpty();
        assertThat(new BulkDisk(8 * MIB, 0, 0).size(RAW, path -> 8 * MIB)).isEmpty();
    }

    @Test
    void hasADevicesSizeAsPhysicalOnceTheGuestHasWritten() {
        Storage volume = new Storage("block", "raw", "/dev/vg/disk");

        assertThat(new BulkDisk(8 * MIB, 4096, 8 * MIB).size(volume, path -> -1))
                .contains(new DiskSize(8 * MIB, 4096, 8 * MIB));
        assertThat(new BulkDisk(8 * MIB, 0, 8 * MIB).size(volume, path -> -1)).isEmpty();
    }

    @Test
    void takesTheFiguresOfNetworkDisksAsTheyAre() {
        Storage image = new Storage("network", "raw", "");

        assertThat(new BulkDisk(100, 200, 300).size(image, path -> -1)).contains(new DiskSize(100, 200, 300));
        assertThat(new BulkDisk(100, 0, 300).size(image, path -> -1)).contains(new DiskSize(100, 300, 300));
    }

    @Test
    void knowsNoRuleForOtherStorage() {
        assertThat(new BulkDisk(100, 200, 300).size(Storage.UNKNOWN, path -> 300))
                .isEmpty();
    }
}
