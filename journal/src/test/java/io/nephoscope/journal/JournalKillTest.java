package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed again and again while it writes its journal. */
class JournalKillTest {

    private static final int KILLS = Integer.getInteger("journal.kills", 3);
    private static final JournalLimits LIMITS = new JournalLimits(1 << 30, 64 << 20);

    @TempDir
    Path folder;

    @Test
    void whatWasForcedSurvivesAndNobodyElseHasTheFolderMeanwhile() throws Exception {
        Random random = new Random();
        long safe = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            safe = Math.max(safe, writeAndKill(1 + random.nextInt(200)));

            check(safe);
        }
    }

    private void check(long safe) throws JournalInUseException {
        NavigableMap<Long, RoutedBatch> found = new TreeMap<>();
        FileJournal journal = FileJournal.open(folder, LIMITS, Duration.ZERO, found::put);
        journal.close();

        assertThat(journal.status().bad()).isZero();
        assertThat(found.size()).isGreaterThanOrEqualTo((int) safe);
        found.forEach((position, batch) -> assertThat(batch).isEqualTo(Batches.small(position.intValue())));
    }

    /** Returns the position before which the process said that all was safe. */
    private long writeAndKill(int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "errors")))
                .start();
        long safe = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < lines; i++) {
                String line = out.readLine();
                assertThat(line).as("what the process says").isNotNull();
                safe = Long.parseLong(line);
            }
            assertThatThrownBy(() -> FileJournal.open(folder, LIMITS, Duration.ZERO, (position, batch) -> {}))
                    .as("while another process has it")
                    .isInstanceOf(JournalInUseException.class);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return safe;
    }

    /** Appends for ever, and says what is safe. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            FileJournal journal =
                    FileJournal.open(Path.of(arguments[0]), LIMITS, Duration.ofMillis(2), (position, batch) -> {});
            Random random = new Random();
            while (true) {
                for (int rest = random.nextInt(50); rest >= 0; rest--) {
                    journal.append(Batches.small((int) journal.end()));
                }
                journal.force();
                System.out.println(journal.end());
            }
        }
    }
}
