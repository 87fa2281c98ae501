package io.nephoscope.publisher.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.testkit.FakeBatch;
import io.nephoscope.testkit.PublisherContract;
import io.nephoscope.testkit.RecordingDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;

class FilePublisherTest extends PublisherContract {

    private static final Instant TIME = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final FaultyFile.Disk disk = new FaultyFile.Disk();
    private final FileConfiguration configuration = new FileConfiguration();
    private final List<FilePublisher> started = new ArrayList<>();
    private final RecordingDelivery delivery = new RecordingDelivery();
    private Instant now = TIME;

    @Override
    protected Publisher publisher() {
        return publisher(Map.of());
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (FilePublisher publisher : started) {
            publisher.deactivate();
        }
    }

    @Test
    void confirmsWhatIsOnTheDiskAsLinesOfJson() throws Exception {
        FilePublisher publisher = publisher(Map.of());

        publisher.publish(batch(1, 2), delivery);

        awaitEnd(delivery);
        assertThat(delivery.ends()).containsExactly("confirmed");
        assertThat(volumes()).containsExactly(1L, 2L);
        JsonNode first = lines().get(0);
        assertThat(first.get("counter_name").asText()).isEqualTo("cpu");
        assertThat(first.get("resource_id").asText()).isEqualTo("vm-\u00fc");
        assertThat(first.get("timestamp").asText()).isEqualTo("2026-11-30T12:00:00Z");
        assertThat(publisher.status().confirmed).isEqualTo(2);
        assertThat(publisher.status().state).isEqualTo(PublisherStatus.State.CONNECTED);
    }

    @Test
    void confirmsNothingBeforeItIsForced() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "10000"));

        publisher.publish(batch(1), delivery);

        assertThat(delivery.ends()).isEmpty();
        assertThat(publisher.status().inFlight).isEqualTo(1);
        publisher.deactivate();
        assertThat(delivery.ends()).containsExactly("confirmed");
    }

    @Test
    void forcesSeveralBatchesAtOnce() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "1000"));
        List<RecordingDelivery> deliveries =
                Stream.generate(RecordingDelivery::new).limit(50).toList();

        for (RecordingDelivery each : deliveries) {
            publisher.publish(batch(1), each);
        }

        deliveries.forEach(FilePublisherTest::awaitEnd);
        assertThat(disk.forces.get()).isLessThan(25);
        assertThat(lines()).hasSize(50);
    }

    @Test
    void forcesEachBatchByItselfWhereTheOperatorWantsThat() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0"));

        publisher.publish(batch(1), delivery);

        assertThat(delivery.ends()).containsExactly("confirmed");
    }

    @Test
    void goesOnInTheFileThatWasThereAndCutsItsTornLine() throws Exception {
        FilePublisher first = publisher(Map.of("force.interval", "0"));
        first.publish(batch(1), new RecordingDelivery());
        first.deactivate();
        Path file = files().get(0);
        Files.writeString(file, "{\"counter_name\":\"cp", StandardOpenOption.APPEND);
        now = now.plusSeconds(10);

        publisher(Map.of("force.interval", "0")).publish(batch(2), delivery);

        assertThat(files()).containsExactly(file);
        assertThat(volumes()).containsExactly(1L, 2L);
    }

    /** What a power failure leaves of pages that were not written, with one after them that was. */
    @Test
    void cutsWhatIsBehindAGapOfZeros() throws Exception {
        FilePublisher first = publisher(Map.of("force.interval", "0"));
        first.publish(batch(1), new RecordingDelivery());
        first.deactivate();
        Files.writeString(files().get(0), "{\"a\":\0\0\0\n{\"counter_volume\":7}\n", StandardOpenOption.APPEND);

        publisher(Map.of("force.interval", "0")).publish(batch(2), delivery);

        assertThat(volumes()).containsExactly(1L, 2L);
    }

    @Test
    void givesABatchBackWhileTheDiskIsFullAndGoesOnByItself() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0"));
        publisher.publish(batch(1), new RecordingDelivery());
        disk.room = 20;

        assertThatThrownBy(() -> publisher.publish(batch(2), delivery))
                .isInstanceOf(PublisherException.class)
                .hasMessageContaining("No space left on device");
        PublisherStatus failing = publisher.status();
        HealthReport health = health();
        disk.room = Long.MAX_VALUE;
        publisher.publish(batch(2), delivery);

        assertThat(failing.state).isEqualTo(PublisherStatus.State.FAILED);
        assertThat(failing.detail).isEqualTo("cannot write to " + folder + "/kept: No space left on device");
        assertThat(health.state()).isEqualTo(HealthReport.State.FAILED);
        assertThat(health.remedy()).startsWith("Make room");
        assertThat(delivery.ends()).containsExactly("confirmed");
        assertThat(volumes()).containsExactly(1L, 2L);
        assertThat(publisher.status().state).isEqualTo(PublisherStatus.State.CONNECTED);
        assertThat(health().state()).isEqualTo(HealthReport.State.OK);
    }

    @Test
    void leavesNoTornLineThoughItCannotBeCutAtOnce() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0"));
        publisher.publish(batch(1), new RecordingDelivery());
        disk.room = 20;
        disk.failsToCut = true;

        assertThatThrownBy(() -> publisher.publish(batch(2), delivery)).isInstanceOf(PublisherException.class);
        disk.room = Long.MAX_VALUE;
        assertThatThrownBy(() -> publisher.publish(batch(2), delivery)).isInstanceOf(PublisherException.class);
        disk.failsToCut = false;
        publisher.publish(batch(2), delivery);

        assertThat(volumes()).containsExactly(1L, 2L);
    }

    /** After an error of force the system may take what it has lost for written. */
    @Test
    void neverForcesAFileAgainThatCouldNotBeForced() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0"));
        publisher.publish(batch(1), new RecordingDelivery());
        Path before = files().get(0);
        disk.failsToForce = true;

        publisher.publish(batch(2), delivery);
        disk.failsToForce = false;
        RecordingDelivery again = new RecordingDelivery();
        publisher.publish(batch(2), again);

        assertThat(delivery.end()).isEqualTo("refused: Input/output error");
        assertThat(again.ends()).containsExactly("confirmed");
        // While it is being compressed it is there twice.
        await().atMost(BOUND).untilAsserted(() -> assertThat(before).doesNotExist());
        assertThat(volumes()).containsExactly(1L, 2L);
        assertThat(files().get(0)).hasFileName(before.getFileName() + ".gz");
        assertThat(publisher.status().state).isEqualTo(PublisherStatus.State.CONNECTED);
    }

    @Test
    void confirmsNothingThatWasWrittenToAFileThatSomebodyDeleted() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0"));
        publisher.publish(batch(1), new RecordingDelivery());
        Files.delete(files().get(0));

        publisher.publish(batch(2), delivery);
        RecordingDelivery again = new RecordingDelivery();
        publisher.publish(batch(2), again);

        assertThat(delivery.end()).contains("refused: ", "somebody has taken it away");
        assertThat(again.ends()).containsExactly("confirmed");
        assertThat(volumes()).containsExactly(2L);
    }

    @Test
    void tellsAFolderThatItMayNotWriteToBeforeThereIsABatch() throws Exception {
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(closed)).as("a user who may write anywhere").isFalse();

        FilePublisher publisher = publisher(Map.of("directory", closed.toString()));

        await().atMost(BOUND).until(() -> publisher.status().state == PublisherStatus.State.FAILED);
        assertThat(publisher.status().detail).containsIgnoringCase("permission denied");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        publisher.publish(batch(1), delivery);
        awaitEnd(delivery);
        assertThat(delivery.ends()).containsExactly("confirmed");
    }

    @Test
    void tellsAFileThatStandsInTheFoldersPlace() throws Exception {
        Files.writeString(folder.resolve("kept"), "");

        FilePublisher publisher = publisher(Map.of());

        assertThatThrownBy(() -> publisher.publish(batch(1), delivery)).isInstanceOf(PublisherException.class);
        assertThat(publisher.status().state).isEqualTo(PublisherStatus.State.FAILED);
        Files.delete(folder.resolve("kept"));
        publisher.publish(batch(1), delivery);
        awaitEnd(delivery);
        assertThat(delivery.ends()).containsExactly("confirmed");
    }

    @Test
    void twoDoNotWriteToOneFolder() throws Exception {
        FilePublisher first = publisher(Map.of());
        first.publish(batch(1), new RecordingDelivery());
        FilePublisher second = publisher(Map.of());

        assertThatThrownBy(() -> second.publish(batch(2), delivery)).hasMessageContaining("another process");
        first.deactivate();
        second.publish(batch(2), delivery);

        awaitEnd(delivery);
        assertThat(volumes()).containsExactly(1L, 2L);
    }

    @Test
    void beginsTheNextFileWhenOneIsFullAndCompressesTheOther() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0", "rotate.size", "1024"));

        for (int i = 0; i < 10; i++) {
            publisher.publish(batch(i), new RecordingDelivery());
        }

        await().atMost(BOUND).untilAsserted(() -> assertThat(files())
                .filteredOn(file -> file.toString().endsWith(".jsonl"))
                .hasSize(1));
        assertThat(files()).hasSizeGreaterThan(3);
        assertThat(volumes())
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(Long::valueOf).toList());
    }

    @Test
    void beginsTheNextFileWhenOneIsOld() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0", "rotate.age", "60", "compress", "false"));
        publisher.publish(batch(1), new RecordingDelivery());
        now = now.plusSeconds(61);

        publisher.publish(batch(2), delivery);

        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("samples-20261130T120000.000Z.jsonl", "samples-20261130T120101.000Z.jsonl");
        assertThat(volumes()).containsExactly(1L, 2L);
    }

    @Test
    void keepsTheOrderOfFilesThoughTheClockIsSetBack() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0", "rotate.size", "1024", "compress", "false"));
        for (int i = 0; i < 6; i++) {
            publisher.publish(batch(i), new RecordingDelivery());
            now = now.minusSeconds(3600);
        }

        assertThat(files()).hasSizeGreaterThan(1);
        assertThat(volumes()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void deletesTheOldestWhenThereAreTooMany() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0", "rotate.size", "1024", "keep.files", "2"));

        for (int i = 0; i < 20; i++) {
            publisher.publish(batch(i), new RecordingDelivery());
        }

        await().atMost(BOUND).untilAsserted(() -> assertThat(files()).hasSize(3));
        assertThat(volumes()).endsWith(18L, 19L).doesNotContain(0L, 1L);
    }

    @Test
    void deletesTheOldestWhenTheyAreTooLarge() throws Exception {
        FilePublisher publisher = publisher(
                Map.of("force.interval", "0", "rotate.size", "1024", "keep.bytes", "3000", "compress", "false"));

        for (int i = 0; i < 20; i++) {
            publisher.publish(batch(i), new RecordingDelivery());
        }

        await().atMost(BOUND).untilAsserted(() -> assertThat(bytes()).isLessThanOrEqualTo(3000));
        assertThat(volumes()).endsWith(18L, 19L);
    }

    /** A kill between the new name of the compressed file and the end of the other, and one before that. */
    @Test
    void putsInOrderWhatAKilledProcessHasLeft() throws Exception {
        FilePublisher first = publisher(Map.of("force.interval", "0", "rotate.size", "1024"));
        for (int i = 0; i < 4; i++) {
            first.publish(batch(i), new RecordingDelivery());
        }
        await().atMost(BOUND).untilAsserted(() -> assertThat(files())
                .filteredOn(file -> file.toString().endsWith(".jsonl"))
                .hasSize(1));
        first.deactivate();
        Path compressed = files().get(0);
        Path plain =
                compressed.resolveSibling(compressed.getFileName().toString().replace(".gz", ""));
        Files.writeString(plain, "{\"counter_volume\":0}\n");
        Files.writeString(compressed.resolveSibling("samples-20260101T000000.000Z.jsonl.gz.part"), "half");
        List<Long> before =
                volumes(files().stream().filter(file -> !file.equals(plain)).toList());

        publisher(Map.of("rotate.size", "1024"));

        await().atMost(BOUND).untilAsserted(() -> assertThat(plain).doesNotExist());
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(compressed.resolveSibling("samples-20260101T000000.000Z.jsonl.gz.part"))
                        .doesNotExist());
        assertThat(volumes()).isEqualTo(before);
    }

    @Test
    void followsItsConfigurationWhileItRuns() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0"));
        publisher.publish(batch(1), new RecordingDelivery());
        Path other = folder.resolve("other");

        configure(Map.of("force.interval", "0", "directory", other.toString()));
        publisher.publish(batch(2), delivery);

        assertThat(volumes()).containsExactly(1L);
        assertThat(volumes(files(other))).containsExactly(2L);
    }

    @Test
    void keepsTheLastValidValuesAndTellsWhatItRefuses() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0"));

        configure(Map.of("force.interval", "soon", "directory", "samples"));
        publisher.publish(batch(1), delivery);

        assertThat(delivery.ends()).containsExactly("confirmed");
        assertThat(configuration.health())
                .extracting(HealthReport::message)
                .anyMatch(message ->
                        message.startsWith("io.nephoscope.publisher.file.cfg: directory: must be an absolute path"))
                .anyMatch(message -> message.startsWith(
                        "io.nephoscope.publisher.file.cfg: force.interval: \"soon\" is no whole number; 0 is used"));
    }

    @Test
    void givesBackWhatItIsHandedAfterItsEnd() throws Exception {
        FilePublisher publisher = publisher(Map.of());
        publisher.deactivate();

        assertThatThrownBy(() -> publisher.publish(batch(1), delivery)).isInstanceOf(PublisherException.class);
        publisher.deactivate();
    }

    /** An interrupt closes channels, and any plugin can interrupt any thread. */
    @Test
    void anInterruptClosesNoFile() throws Exception {
        FilePublisher publisher = publisher(Map.of("force.interval", "0"));

        Thread.currentThread().interrupt();
        RecordingDelivery interrupted = new RecordingDelivery();
        try {
            publisher.publish(batch(1), interrupted);
        } catch (InterruptedException e) {
            publisher.publish(batch(1), interrupted);
        }
        boolean unused = Thread.interrupted();
        publisher.publish(batch(2), delivery);

        assertThat(delivery.ends()).containsExactly("confirmed");
        assertThat(volumes()).containsExactly(1L, 2L);
    }

    private FilePublisher publisher(Map<String, String> keys) {
        configure(keys);
        FilePublisher publisher = new FilePublisher(
                configuration, folder.resolve("kept"), new FilePublisher.Surroundings(disk::open, () -> now));
        started.add(publisher);
        return publisher;
    }

    private void configure(Map<String, String> keys) {
        configuration.updated(FrameworkUtil.asDictionary(keys));
    }

    private HealthReport health() {
        return configuration.health().iterator().next();
    }

    private static SampleBatch batch(long... volumes) {
        return FakeBatch.of(
                "source",
                "cpu",
                TIME,
                Arrays.stream(volumes)
                        .mapToObj(volume -> Sample.of(Meter.cumulative("cpu", "ns"), volume, Subject.of("vm-\u00fc")))
                        .toList());
    }

    private static void awaitEnd(RecordingDelivery delivery) {
        await().atMost(BOUND).until(() -> delivery.end() != null);
    }

    private List<Path> files() throws IOException {
        return files(folder.resolve("kept"));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("samples-.*\\.jsonl(\\.gz)?"))
                    .sorted()
                    .toList();
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** All lines of all files; each is a document. */
    private List<JsonNode> lines() throws IOException {
        return lines(files());
    }

    private static List<JsonNode> lines(List<Path> files) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (Path file : files) {
            String text = text(file);
            assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
            for (String line : text.lines().toList()) {
                all.add(JSON.readTree(line));
            }
        }
        return all;
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), UTF_8);
        }
    }

    private List<Long> volumes() throws IOException {
        return volumes(files());
    }

    private static List<Long> volumes(List<Path> files) throws IOException {
        return lines(files).stream()
                .map(line -> line.get("counter_volume").asLong())
                .toList();
    }
}
