package io.nephoscope.publisher.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest file of a folder, followed by the next when it is full or old. Used under the lock of {@link GroupWriter}, but
 * for {@link #place}.
 */
final class RotatingFile {

    private static final Logger LOG = LoggerFactory.getLogger(RotatingFile.class);

    private final OutputFile.Opener opener;
    private final InstantSource clock;
    private @Nullable SampleFolder folder;
    private @Nullable LinesFile file;
    private @Nullable SampleFileName name;
    /** The file that could not be forced last; nothing is appended to it any more. */
    private @Nullable SampleFileName abandoned;

    private volatile Optional<Place> place = Optional.empty();

    /** Where files are: all but the newest are closed. */
    record Place(SampleFolder folder, SampleFileName newest) {}

    RotatingFile(OutputFile.Opener opener, InstantSource clock) {
        this.opener = opener;
        this.clock = clock;
    }

    /** Where files are; empty while none is open. Safe to ask from any thread. */
    Optional<Place> place() {
        return place;
    }

    boolean isOpen() {
        return file != null;
    }

    /** Bytes that have not been forced. */
    long unforced() {
        return file == null ? 0 : file.unforced();
    }

    /** Whether a file is open that no more may be appended to by these settings: it is to be forced and closed. */
    boolean isOver(Path directory, FileSettings settings, int more) {
        LinesFile now = file;
        if (now == null || name == null) {
            return false;
        }
        boolean isElsewhere = !directory.equals(now.path().getParent());
        boolean isFull = now.size() + more > settings.rotateSize();
        return isElsewhere || (now.size() > 0 && (isFull || isOld(name, settings.rotateAge())));
    }

    private boolean isOld(SampleFileName begun, Duration age) {
        return !age.isZero() && Duration.between(begun.begun(), clock.instant()).compareTo(age) >= 0;
    }

    /** Opens a file to which so much may be appended, unless one is open. */
    LinesFile open(Path directory, FileSettings settings, int more) throws IOException {
        if (file == null) {
            file = begin(directory, settings, more);
        }
        return file;
    }

    private LinesFile begin(Path directory, FileSettings settings, int more) throws IOException {
        try {
            if (folder == null || !folder.path().equals(directory)) {
                leave();
                folder = SampleFolder.open(directory);
            }
            return begin(folder, settings, more);
        } catch (IOException e) {
            // The next try begins anew: the folder itself may be another one then.
            leave();
            throw e;
        }
    }

    private LinesFile begin(SampleFolder where, FileSettings settings, int more) throws IOException {
        SampleFileName newest = where.newest().orElse(null);
        if (newest != null && !newest.equals(abandoned) && !isOld(newest, settings.rotateAge())) {
            LinesFile old = LinesFile.open(where.resolve(newest), opener);
            if (old.size() == 0 || old.size() + more <= settings.rotateSize()) {
                return opened(where, newest, old);
            }
            old.close();
        }
        SampleFileName next = where.next(clock.instant());
        LinesFile begun = LinesFile.open(where.resolve(next), opener);
        try {
            where.force();
        } catch (IOException e) {
            begun.close();
            throw e;
        }
        return opened(where, next, begun);
    }

    private LinesFile opened(SampleFolder where, SampleFileName newName, LinesFile newFile) {
        name = newName;
        place = Optional.of(new Place(where, newName));
        return newFile;
    }

    /** Brings what has been appended to the disk; see {@link LinesFile#force}. */
    void force() throws IOException {
        if (file != null) {
            file.force();
        }
    }

    /** Closes the file, after which another is begun. */
    void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    /** Gives up the file, which could not be forced. */
    void abandon() {
        if (file != null) {
            file.abandon();
            file = null;
            abandoned = name;
        }
    }

    /** Closes the file and leaves the folder. */
    void leave() {
        close();
        place = Optional.empty();
        if (folder == null) {
            return;
        }
        try {
            folder.close();
        } catch (IOException e) {
            LOG.warn("{}: cannot be left to others: {}", folder.path(), e.toString());
        }
        folder = null;
    }
}
