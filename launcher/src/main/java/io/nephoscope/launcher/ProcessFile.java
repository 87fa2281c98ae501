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

/** The file that holds the process id, locked while the agent runs: one {@code var/} belongs to one agent. */
final class ProcessFile implements AutoCloseable {

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
        String before = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return new ProcessFile(file, channel, before);
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
