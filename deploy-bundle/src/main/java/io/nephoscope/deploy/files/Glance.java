package io.nephoscope.deploy.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Whether all that a {@link Look} saw still looks the same: one {@code stat} for each, links followed, and no folder is
 * listed, for one that gains or loses a file has another time of modification. It costs a fraction of a look, but
 * does not see what leaves size, time and inode as they were; the kernel's word and the next look do. It may hang
 * as a look may.
 */
final class Glance implements Callable<Boolean> {

    /** As noted before each was looked at, so that what changes meanwhile differs afterwards; null if nothing was there. */
    private final Map<Path, @Nullable Marks> noted = new LinkedHashMap<>();
    /** Where it is; written by the thread that looks, read by whoever waits for it. */
    private volatile Path at = Path.of("");

    private record Marks(long size, long modified, @Nullable Object inode) {

        static @Nullable Marks of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Marks(
                        attributes.size(), attributes.lastModifiedTime().toMillis(), attributes.fileKey());
            } catch (IOException e) {
                // A look says why.
                return null;
            }
        }
    }

    void note(Path file) {
        noted.put(file, Marks.of(file));
    }

    Path at() {
        return at;
    }

    @Override
    public Boolean call() {
        for (Map.Entry<Path, @Nullable Marks> entry : noted.entrySet()) {
            at = entry.getKey();
            Marks before = entry.getValue();
            Marks now = Marks.of(entry.getKey());
            if (before == null ? now != null : !before.equals(now)) {
                return false;
            }
        }
        return true;
    }
}
