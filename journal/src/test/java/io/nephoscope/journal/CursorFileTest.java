package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.journal.file.FaultyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CursorFileTest {

    private static final Map<String, Cursor> CURSORS = Map.of(
            "amqp",
                    new Cursor(
                            1L << 40,
                            List.of(new Positions(1L << 41, (1L << 41) + 3), new Positions(1L << 42, 1L << 43))),
            "ünïcode", new Cursor(0, List.of()));

    private static final List<Map<String, Cursor>> SOME = List.of(cursors(3), cursors(4), cursors(5));

    @TempDir
    Path folder;

    private CursorFile file;

    @BeforeEach
    void create() {
        file = new CursorFile(folder);
    }

    @Test
    void readsWhatWasWritten() throws Exception {
        file.write(Map.of("old", new Cursor(3, List.of())));
        file.write(CURSORS);

        assertThat(new CursorFile(folder).read()).isEqualTo(CURSORS);
        assertThat(folder.toFile().list()).containsExactly("cursors");
    }

    @Test
    void hasTheLatestOfBoth() throws Exception {
        file.write(Map.of("old", new Cursor(3, List.of()), "amqp", new Cursor(7, List.of(new Positions(9, 10)))));

        file.writeLatest(Map.of("amqp", new Cursor(7, List.of(new Positions(9, 11))), "new", new Cursor(1, List.of())));
        file.writeLatest(Map.of("amqp", new Cursor(7, List.of(new Positions(9, 12)))));

        assertThat(new CursorFile(folder).read())
                .isEqualTo(
                        Map.of("old", new Cursor(3, List.of()), "amqp", new Cursor(7, List.of(new Positions(9, 12)))));
        file.write(Map.of("amqp", new Cursor(12, List.of())));
        assertThat(new CursorFile(folder).read()).containsEntry("amqp", new Cursor(12, List.of()));
    }

    @Test
    void hasNothingOlderThanWhatIsSafeWhereverTheProcessDiesWhileTheLatestAreWritten() throws Exception {
        Map<String, Cursor> safe = cursors(3);
        boolean dead = true;
        for (int step = 1; dead; step++) {
            FaultyFolder left = new FaultyFolder();
            CursorFile dying = new CursorFile(left);
            dying.write(safe);
            dying.writeLatest(cursors(4));
            left.dieAt(step);
            boolean written = succeeds(() -> dying.writeLatest(cursors(5)));
            dead = left.isDead();

            assertThat(written).isNotEqualTo(dead);
            assertThat(new CursorFile(left.afterKill()).read()).isIn(written ? List.of(cursors(5)) : SOME);
            for (int seed = 0; seed < 20; seed++) {
                assertThat(new CursorFile(left.afterPowerLoss(new Random(seed))).read())
                        .isIn(SOME);
            }
        }
    }

    @Test
    void hasNoneWhereThereIsNoFile() {
        assertThat(file.read()).isEmpty();
        assertThat(new CursorFile(folder.resolve("missing")).read()).isEmpty();
    }

    @Test
    void hasNoneWhereAnyBitIsWrong() throws Exception {
        file.write(CURSORS);
        byte[] bytes = Files.readAllBytes(folder.resolve("cursors"));

        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(folder.resolve("cursors"), flipped);

            assertThat(file.read()).isEmpty();
        }
    }

    @Test
    void hasNoneWhereItWasNotWrittenWhole() throws Exception {
        file.write(CURSORS);
        byte[] bytes = Files.readAllBytes(folder.resolve("cursors"));

        for (int size = 0; size < bytes.length; size++) {
            Files.write(folder.resolve("cursors"), Arrays.copyOf(bytes, size));

            assertThat(file.read()).isEmpty();
        }
    }

    @Test
    void hasTheOldOrTheNewOnesWhereverTheProcessDies() throws Exception {
        Map<String, Cursor> old = Map.of("old", new Cursor(3, List.of()));
        boolean dead = true;
        for (int step = 1; dead; step++) {
            FaultyFolder left = new FaultyFolder();
            new CursorFile(left).write(old);
            left.dieAt(step);
            boolean written = write(new CursorFile(left));
            dead = left.isDead();

            assertThat(written).isNotEqualTo(dead);
            assertThat(new CursorFile(left.afterKill()).read()).isIn(old, CURSORS);
            for (int seed = 0; seed < 20; seed++) {
                Map<String, Cursor> read = new CursorFile(left.afterPowerLoss(new Random(seed))).read();
                assertThat(read).isIn(old, CURSORS).isEqualTo(written ? CURSORS : read);
            }
        }
    }

    private static Map<String, Cursor> cursors(long before) {
        return Map.of("amqp", new Cursor(before, List.of()));
    }

    private static boolean write(CursorFile file) {
        return succeeds(() -> file.write(CURSORS));
    }

    private static boolean succeeds(Writing writing) {
        try {
            writing.write();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private interface Writing {

        void write() throws IOException;
    }
}
