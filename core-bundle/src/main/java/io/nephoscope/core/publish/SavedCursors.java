package io.nephoscope.core.publish;

import io.nephoscope.journal.Cursor;
import io.nephoscope.journal.CursorFile;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each publisher is, on disk: written when somebody has moved, and forced once a second, for a loss of power is
 * rarer than the end of a process. A disk that does not take it costs no sample, but what was delivered meanwhile is
 * sent again after a start; that is told once. Thread-safe.
 */
final class SavedCursors {

    private static final Logger LOG = LoggerFactory.getLogger(SavedCursors.class);

    private static final long FORCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CursorFile file;
    private @Nullable Map<String, Cursor> saved;
    private boolean forced;
    private long forcedAt;
    private volatile String trouble = "";

    SavedCursors(CursorFile file) {
        this.file = file;
    }

    /** Has them on disk, if the disk takes them. */
    void save(Map<String, Cursor> cursors) {
        save(cursors, false);
    }

    /** Has them safe from a loss of power, too. */
    void saveForGood(Map<String, Cursor> cursors) {
        save(cursors, true);
    }

    private synchronized void save(Map<String, Cursor> cursors, boolean atOnce) {
        long now = System.nanoTime();
        boolean force = atOnce || saved == null || now - forcedAt >= FORCE_NANOS;
        if (cursors.equals(saved) && (forced || !force)) {
            return;
        }
        try {
            if (force) {
                file.write(cursors);
            } else {
                file.writeLatest(cursors);
            }
            saved = cursors;
            forced = force;
            forcedAt = force ? now : forcedAt;
            tell("");
        } catch (IOException e) {
            tell("what is delivered cannot be written down: " + OneLine.reason(e));
        }
    }

    private void tell(String now) {
        if (trouble.isEmpty() && !now.isEmpty()) {
            LOG.warn("Until the disk takes it {}; if the agent ends before, that is sent again with the same ids", now);
        } else if (now.isEmpty() && !trouble.isEmpty()) {
            LOG.info("What is delivered is written down again");
        }
        trouble = now;
    }

    /** Why the newest are not on disk; empty if they are. */
    String trouble() {
        return trouble;
    }
}
