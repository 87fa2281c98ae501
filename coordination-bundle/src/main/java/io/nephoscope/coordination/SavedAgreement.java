package io.nephoscope.coordination;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.SlotAssignmentText;
import io.nephoscope.partition.record.WatermarkText;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was agreed last and what this agent had polled, in files of its own, for a start while the engine is away: the
 * same records as in the engine. Each is replaced in one step. Of one thread at a time.
 */
final class SavedAgreement {

    private static final Logger LOG = LoggerFactory.getLogger(SavedAgreement.class);
    private static final long LARGEST = 2 << 20;

    private final Path assignmentFile;
    private final Path progressFile;
    private Optional<SlotAssignment> assignment = Optional.empty();
    private Watermark done = Watermark.NOTHING;
    private String failure = "";

    /**
     * Reads what is there.
     *
     * @param folder of this group
     */
    SavedAgreement(Path folder, String member) {
        assignmentFile = folder.resolve("assignment");
        progressFile = folder.resolve("progress-" + member);
        try {
            assignment = Optional.of(SlotAssignmentText.read(text(assignmentFile)));
            done = WatermarkText.read(text(progressFile));
        } catch (NoSuchFileException e) {
            LOG.debug("There is no {} of an earlier process", e.getMessage());
        } catch (IOException | MalformedRecordException e) {
            LOG.warn("What was agreed last cannot be read from {}: {}; the engine tells it.", folder, e.getMessage());
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is too large");
        }
        return Files.readString(file);
    }

    /** What was agreed last; empty if nothing is known. */
    Optional<SlotAssignment> assignment() {
        return assignment;
    }

    /** What this agent had polled. */
    Watermark done() {
        return done;
    }

    /** Keeps an agreement, if it is not this very one. */
    @SuppressWarnings("ReferenceEquality") // Asked again and again of the same one.
    void keep(SlotAssignment agreed) {
        if (agreed.generation() > 0 && assignment.orElse(null) != agreed) {
            assignment = Optional.of(agreed);
            replace(assignmentFile, SlotAssignmentText.write(agreed));
        }
    }

    /** Keeps how far this agent has come, if it has come further. */
    void keep(Watermark polled) {
        if (!polled.equals(done)) {
            done = polled;
            replace(progressFile, WatermarkText.write(polled));
        }
    }

    /** Why the last could not be kept; empty if it was. */
    String failure() {
        return failure;
    }

    private void replace(Path file, String text) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            // Not by a channel, which an interrupt would close.
            try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
                out.write(text.getBytes(UTF_8));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            failure = "";
        } catch (IOException e) {
            failure = file + " cannot be written: " + e.getMessage();
        }
    }
}
