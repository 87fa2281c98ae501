package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledFileTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    /** What others write to the file, one text at each pause. */
    private final Deque<String> writes = new ArrayDeque<>();

    private int pauses;
    private Path file;
    private SettledFile settled;

    @BeforeEach
    void prepare() {
        file = folder.resolve("polling.yaml");
        settled = new SettledFile(Clock.fixed(NOW, ZoneOffset.UTC), pause -> {
            pauses++;
            if (!writes.isEmpty()) {
                write(writes.remove(), NOW.plusMillis(pauses));
            }
        });
    }

    @Test
    void readsAnOldFileAtOnce() throws Exception {
        write("sources: []", NOW.minusSeconds(60));

        assertThat(settled.read(file)).contains("sources: []");
        assertThat(pauses).isZero();
    }

    @Test
    void waitsUntilAFreshFileIsWritten() throws Exception {
        write("sou", NOW);
        writes.add("sources");
        writes.add("sources: []");

        assertThat(settled.read(file)).contains("sources: []");
    }

    @Test
    void leavesAFileThatIsWrittenForEverToTheNextChange() throws Exception {
        write("0", NOW);
        for (int i = 1; i < 100; i++) {
            writes.add("x".repeat(i));
        }

        assertThat(settled.read(file)).isEmpty();
    }

    @Test
    void refusesWhatIsNoUtf8() throws Exception {
        Files.write(file, new byte[] {'a', (byte) 0xE4, 'b'});
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(60)));

        assertThatThrownBy(() -> settled.read(file)).isInstanceOf(MalformedInputException.class);
    }

    private void write(String text, Instant modified) {
        try {
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.from(modified));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
