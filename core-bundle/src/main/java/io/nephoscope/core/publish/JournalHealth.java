package io.nephoscope.core.publish;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.journal.JournalStatus;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What operators are told of the journal.
 *
 * @param folder where it is; empty if it is to be in memory
 * @param denied why it is in memory though it should be on disk; empty if it should not
 * @param unsaved why what was delivered is not on disk; empty if it is
 * @param batches that wait in it
 * @param bound how much it may hold
 */
record JournalHealth(
        Optional<Path> folder, String denied, String unsaved, JournalStatus status, int batches, String bound) {

    private static final String SUBJECT = "journal";

    /** @param paused whether polling pauses because it is full */
    Stream<HealthReport> reports(boolean paused) {
        if (!denied.isEmpty()) {
            return Stream.of(HealthReport.failed(
                    SUBJECT,
                    denied + "; samples wait in memory alone",
                    "stop the other agent, or give this one a journal.directory of its own"));
        }
        if (!status.trouble().isEmpty()) {
            return Stream.of(HealthReport.failed(
                    SUBJECT,
                    status.trouble() + "; samples wait in memory alone",
                    "give it a folder that can be written, and room; the agent goes on by itself"));
        }
        if (!unsaved.isEmpty()) {
            return Stream.of(HealthReport.failed(
                    SUBJECT,
                    unsaved + "; after a start it is sent again, with the same ids",
                    "give its folder room, and let it be written; the agent goes on by itself"));
        }
        if (paused) {
            return Stream.of(HealthReport.failed(
                    SUBJECT,
                    "it is full, so polling pauses",
                    "see why the publishers are slow or missing, or raise journal.size"));
        }
        return folder.stream().map(path -> HealthReport.ok(SUBJECT, sentence(path)));
    }

    private String sentence(Path path) {
        String waiting = batches == 0
                ? "nothing waits"
                : "%,d batches wait, the oldest polled at %s".formatted(batches, status.oldest());
        String bad = status.bad() == 0 ? "" : "; %,d records could not be read".formatted(status.bad());
        return "%s, %,d KiB of %s; %s%s".formatted(path, status.bytes() >> 10, bound, waiting, bad);
    }
}
