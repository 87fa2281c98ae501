package io.nephoscope.journal.file;

import io.nephoscope.journal.JournalInUseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that no other journal may use, in this process or another. The system ends the claim of a process that dies. */
final class FolderClaim implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderClaim.class);
    private static final String FILE = "lock";
    // Whoever opens and closes a file a second time ends the lock that the process has on it: it must not come so far.
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderClaim(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static FolderClaim of(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!CLAIMED.add(real)) {
            throw new JournalInUseException(folder.toString());
        }
        FolderClaim claim = null;
        try {
            claim = new FolderClaim(real, lock(folder));
            return claim;
        } finally {
            if (claim == null) {
                CLAIMED.remove(real);
            }
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new JournalInUseException(folder.toString());
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new JournalInUseException(folder.toString());
        }
        return channel;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The lock of {} could not be closed.", folder, e);
        } finally {
            CLAIMED.remove(folder);
        }
    }
}
