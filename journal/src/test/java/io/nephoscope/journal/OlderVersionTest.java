package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.journal.file.FaultyFolder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What agents of each version have left on disk is read. The files are never made anew: who changes the format adds
 * those of the version before.
 */
class OlderVersionTest {

    private static final JournalLimits LIMITS = new JournalLimits(8 << 20, 1 << 20);
    private static final Map<String, Cursor> CURSORS =
            Map.of("amqp", new Cursor(2, List.of(new Positions(4, 5))), "file", new Cursor(7, List.of()));

    private final FaultyFolder folder = new FaultyFolder();
    private final List<RoutedBatch> found = new ArrayList<>();

    @Test
    void readsWhatVersion1HasWritten() throws Exception {
        folder.replace("0000000007.journal", resource("version-1.journal"));
        folder.replace("cursors", resource("version-1.cursors"));

        FileJournal journal = open();

        assertThat(found).isEqualTo(batches());
        assertThat(journal.status().bad()).isZero();
        assertThat(journal.status().tornBytes()).isZero();
        assertThat(new CursorFile(folder).read()).isEqualTo(CURSORS);
        journal.close();
    }

    @Test
    void goesOnBehindWhatVersion1HasWritten() throws Exception {
        folder.replace("0000000007.journal", resource("version-1.journal"));
        FileJournal journal = open();
        long position = journal.append(Batches.small(100));
        journal.close();

        open().close();

        assertThat(position).isEqualTo(batches().size());
        assertThat(found).startsWith(batches().toArray(RoutedBatch[]::new)).endsWith(Batches.small(100));
    }

    private FileJournal open() throws JournalInUseException {
        found.clear();
        return FileJournal.open(folder, LIMITS, Duration.ZERO, (position, batch) -> found.add(batch));
    }

    /** Usual ones, and of odder ones as many as have every kind of value. */
    private static List<RoutedBatch> batches() {
        Batches odd = Batches.seeded(1);
        return Stream.concat(
                        Batches.small(0, 5).stream(), Stream.generate(odd::next).limit(10))
                .toList();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(OlderVersionTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
