package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.libvirt.Instance.Device;
import io.nephoscope.connector.libvirt.Instance.Devices;
import io.nephoscope.connector.libvirt.Instance.DiskSizes;
import io.nephoscope.connector.libvirt.Instance.Storage;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSizeCacheTest {

    private static final DiskSize OF_LIBVIRT = new DiskSize(1, 2, 3);

    @TempDir
    private Path folder;

    private final FakeHypervisor hypervisor = new FakeHypervisor();
    private final DiskSizeCache sizes = new DiskSizeCache(hypervisor);
    private Path image = Path.of("");
    private Device disk = new Device("vda", Subject.of("disk"));

    @BeforeEach
    void makeImage() throws Exception {
        image = Files.write(folder.resolve("image"), new byte[4096]);
        disk = new Device("vda", Subject.of("disk"), new Storage("file", "qcow2", image.toString()));
        hypervisor.diskSizes.put("vda", OF_LIBVIRT);
    }

    @Test
    void measuresFilesItself() throws Exception {
        Guest guest = guest(1, stats(image.toString()));

        assertThat(sizes.of(guest, disk)).contains(new DiskSize(8192, 512, 4096));
        assertThat(hypervisor.asked).isEmpty();
    }

    @Test
    void asksLibvirtForFilesItCannotSee() throws Exception {
        Device hidden = new Device("vda", Subject.of("disk"), new Storage("file", "qcow2", "/no/such/file"));
        Guest guest = guest(1, stats("/no/such/file"));

        assertThat(sizes.of(guest, hidden)).contains(OF_LIBVIRT);
    }

    @Test
    void doesNotTakeItsOwnFilesForThoseOfAnotherHost() throws Exception {
        hypervisor.uri = "qemu+ssh://elsewhere/system";

        assertThat(sizes.of(guest(1, stats(image.toString())), disk)).contains(OF_LIBVIRT);
    }

    @Test
    void asksOncePerDisk() throws Exception {
        Device hidden = new Device("vda", Subject.of("disk"), new Storage("file", "qcow2", "/no/such/file"));
        Guest guest = guest(1, stats("/no/such/file"));

        sizes.of(guest, hidden);
        sizes.of(guest, hidden);

        assertThat(hypervisor.asked).containsExactly("vda");
    }

    @Test
    void doesNotTrustADescriptionThatNamesAnotherFile() throws Exception {
        Guest guest = guest(1, stats("/snapshot"));

        assertThat(sizes.of(guest, disk)).contains(OF_LIBVIRT);
        assertThat(guest.instance().isOutdated()).isTrue();
    }

    @Test
    void asksNothingOfAGuestThatDoesNotAnswer() throws Exception {
        Guest silent = guest(1, Map.of("block.0.name", "vda"));

        assertThat(sizes.of(silent, disk)).isEmpty();
        assertThat(hypervisor.asked).isEmpty();
    }

    @Test
    void asksADriverThatDoesNotGiveDisksInBulkForEachDisk() throws Exception {
        hypervisor.inBulk = Set.of(StatsGroup.STATE);

        assertThat(sizes.of(guest(1, Map.of("block.0.name", "vda", "block.0.rd.bytes", 7)), disk))
                .contains(OF_LIBVIRT);
        assertThat(sizes.of(guest(1, Map.of("state.state", 1)), disk)).contains(OF_LIBVIRT);
        assertThat(hypervisor.asked).containsExactly("vda");
    }

    @Test
    void asksLibvirtForDisksOfStoppedGuests() throws Exception {
        Guest stopped = guest(-1, Map.of("state.state", 5));

        assertThat(sizes.of(stopped, disk)).contains(OF_LIBVIRT);
    }

    private Guest guest(int domainId, Map<String, ?> stats) {
        UUID uuid = new UUID(0, 1);
        Instance instance = new Instance(
                uuid, Subject.of("guest"), new Devices(List.of(), List.of(disk), 0, 1), new DiskSizes(1, 0));
        return new Guest(
                instance,
                DomainStats.of(new DomainRef(uuid, domainId, "guest"), stats),
                0,
                new ReadingContext(sizes, new Rates(OneCycle.each(Duration.ofMinutes(1)), new History<>(() -> 0))));
    }

    private static Map<String, ?> stats(String path) {
        return Map.of(
                "block.0.name", "vda",
                "block.0.path", path,
                "block.0.capacity", 8192,
                "block.0.allocation", 1024,
                "block.0.physical", 512);
    }
}
