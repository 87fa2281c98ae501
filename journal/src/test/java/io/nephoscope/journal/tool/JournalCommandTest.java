package io.nephoscope.journal.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.journal.FileJournal;
import io.nephoscope.journal.JournalLimits;
import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.journal.file.DiskFolder;
import io.nephoscope.journal.segment.SegmentEnd;
import io.nephoscope.journal.segment.SegmentScanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {

    private static final Instant DUE = Instant.parse("2026-01-01T00:00:00Z");
    private static final JournalLimits LIMITS = new JournalLimits(16 << 20, 1 << 20);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void listsSegmentsWithWhatTheyHold() throws Exception {
        journal("cpu", "memory.usage");

        assertThat(run("list")).isEqualTo(JournalCommand.FINE);

        assertThat(out.toString(UTF_8).lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .matches("0000000001\\.journal +0 +1 +2 +0 +\\d+  2026-01-01T00:00:00Z");
    }

    @Test
    void printsTheBatchesThatAreAskedFor() throws Exception {
        journal("cpu", "memory.usage", "cpu");

        assertThat(run("cat", "--pollster", "cpu", "--from", "1")).isEqualTo(JournalCommand.FINE);

        assertThat(out.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .contains(
                        "\"position\":2,",
                        "\"pollster\":\"cpu\"",
                        "\"due\":\"2026-01-01T00:00:00Z\"",
                        "\"counter_name\":\"cpu\"",
                        "\"counter_volume\":7,",
                        "\"resource_id\":\"vm-1\"");
    }

    @Test
    void looksAtAJournalThatAnAgentUses() throws Exception {
        try (FileJournal open = journal("cpu")) {
            open.force();

            assertThat(run("verify")).isEqualTo(JournalCommand.FINE);
        }

        assertThat(out.toString(UTF_8)).isEqualTo("OK: " + folder + ", segments: 1, batches: 1, bad: 0\n");
    }

    @Test
    void endsWithOneIfARecordIsBad() throws Exception {
        journal("cpu", "memory.usage", "cpu").close();
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("0000000001.journal").toFile(), "rw")) {
            file.seek(100);
            file.write(0x55);
        }

        assertThat(run("verify")).isEqualTo(JournalCommand.BAD);

        assertThat(out.toString(UTF_8))
                .contains("0000000001.journal: 1 records cannot be read")
                .endsWith("segments: 1, batches: 2, bad: 1\n");
    }

    @Test
    void looksAtNothingBehindTheEndThatIsToldOfASegment() throws Exception {
        journal("cpu", "memory.usage").close();
        String name = "0000000001.journal";
        SegmentScanner scanner = new SegmentScanner(new DiskFolder(folder).open(name));
        assertThat(scanner.next(Long.MAX_VALUE)).isTrue();
        SegmentEnd.write(new DiskFolder(folder), name, scanner.offset());

        assertThat(run("cat")).isEqualTo(JournalCommand.FINE);
        assertThat(run("verify")).isEqualTo(JournalCommand.FINE);

        assertThat(out.toString(UTF_8))
                .contains("\"pollster\":\"cpu\"")
                .doesNotContain("memory.usage")
                .endsWith("segments: 1, batches: 1, bad: 0\n");
    }

    /** Alone it could be one that is being written. */
    @Test
    void endsWithOneIfTheLastRecordOfASegmentIsBadAndAnotherSegmentGoesOnBehindIt() throws Exception {
        journal("cpu", "memory.usage").close();
        journal("cpu").close();
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("0000000001.journal").toFile(), "rw")) {
            file.seek(file.length() - 12);
            file.write(0x55);
        }

        assertThat(run("verify")).isEqualTo(JournalCommand.BAD);

        assertThat(out.toString(UTF_8))
                .contains("0000000001.journal: 1 records cannot be read")
                .endsWith("segments: 2, batches: 2, bad: 1\n");
    }

    @Test
    void endsWithOneIfTheCursorsAreBad() throws Exception {
        journal("cpu").close();
        Files.writeString(folder.resolve("cursors"), "anything");

        assertThat(run("verify")).isEqualTo(JournalCommand.BAD);

        assertThat(out.toString(UTF_8)).startsWith("cursors: cannot be read").contains("\nBAD: ");
    }

    @Test
    void saysWhatIsWrongWithACommand() {
        assertThat(run()).isEqualTo(JournalCommand.MISUSED);
        assertThat(run("lst")).isEqualTo(JournalCommand.MISUSED);
        assertThat(run("cat", "--from", "x")).isEqualTo(JournalCommand.MISUSED);
        assertThat(run("cat", "--source")).isEqualTo(JournalCommand.MISUSED);
        assertThat(run("list", folder.resolve("nowhere").toString())).isEqualTo(JournalCommand.MISUSED);

        assertThat(err.toString(UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("say list, cat or verify"),
                        line -> assertThat(line).contains("there is no command lst"),
                        line -> assertThat(line).contains("--from needs a position"),
                        line -> assertThat(line).contains("--source needs a value"),
                        line -> assertThat(line).contains("there is no journal; it may be in memory"));
    }

    @Test
    void explainsItself() {
        assertThat(run("--help")).isEqualTo(JournalCommand.FINE);

        assertThat(out.toString(UTF_8)).startsWith("Usage: nephoscope journal list");
    }

    private int run(String... words) {
        return new JournalCommand(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
                .run(folder.toString(), List.of(words));
    }

    private FileJournal journal(String... pollsters) throws IOException, InterruptedException {
        FileJournal journal = FileJournal.open(folder, LIMITS, Duration.ofMillis(1), (position, batch) -> {});
        for (String pollster : pollsters) {
            Sample sample = Sample.of(Meter.gauge(pollster, ""), 7, Subject.of("vm-1"));
            journal.append(
                    new RoutedBatch(UUID.randomUUID(), "source", pollster, DUE, DUE, List.of(sample), List.of()));
        }
        journal.force();
        return journal;
    }
}
