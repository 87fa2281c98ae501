package io.nephoscope.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.journal.Cursor;
import io.nephoscope.journal.CursorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedCursorsTest {

    private static final Map<String, Cursor> EARLY = Map.of("amqp", new Cursor(1, List.of()));
    private static final Map<String, Cursor> LATE = Map.of("amqp", new Cursor(2, List.of()));

    @TempDir
    Path home;

    private Path folder;
    private SavedCursors cursors;

    @BeforeEach
    void open() {
        folder = home.resolve("journal");
        cursors = new SavedCursors(new CursorFile(folder));
    }

    @Test
    void writesWhatHasMovedAlone() throws Exception {
        cursors.save(EARLY);
        assertThat(new CursorFile(folder).read()).isEqualTo(EARLY);
        remove(folder);

        cursors.save(Map.copyOf(EARLY));
        assertThat(folder).doesNotExist();

        cursors.save(LATE);
        assertThat(new CursorFile(folder).read()).isEqualTo(LATE);
    }

    @Test
    void saysWhyTheDiskDoesNotTakeThemUntilItDoes() throws Exception {
        Files.writeString(folder, "in the way");

        cursors.save(EARLY);
        assertThat(cursors.trouble())
                .startsWith("what is delivered cannot be written down: ")
                .contains(folder.toString());

        Files.delete(folder);
        cursors.save(EARLY);
        assertThat(cursors.trouble()).isEmpty();
        assertThat(new CursorFile(folder).read()).isEqualTo(EARLY);
    }

    private static void remove(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
