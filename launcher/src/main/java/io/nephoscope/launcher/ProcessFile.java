package io.nephoscope.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds the process id, locked while the agent runs: one {@code var/} belongs to one agent.
 *
 * <p>Nothing else in this process may open the file: POSIX lets a process's locks go when it closes any descriptor of
 * the file, not only that by which it locked.
 */
final class ProcessFile implements AutoCloseable {

    /** More bytes than a process id has. */
    private static final int LONGEST = 32;

    private final Path file;
    private final FileChannel channel;
    private final String before;

    private ProcessFile(Path file, FileChannel channel, String before) {
        this.file = file;
        this.channel = channel;
        this.before = before;
    }

    /** @throws AlreadyRunningException if another process holds the file */
    static ProcessFile write(Path file) throws IOException, AlreadyRunningException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new AlreadyRunningException(file, Files.readString(file).strip());
        }
        String before = content(channel);
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return new ProcessFile(file, channel, before);
    }

    private static String content(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        int read = channel.read(bytes, 0);
        return new String(bytes.array(), 0, Math.max(0, read), StandardCharsets.ISO_8859_1).strip();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The process that left the file behind, which ends cleanly only after deleting it. */
    Optional<String> leftBy() {
        return before.matches("[0-9]{1,10}") ? Optional.of(before) : Optional.empty();
    }

    /** Deletes the file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
    }
}
