package io.nephoscope.deploy.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in the operator's words why a file cannot be taken. */
final class FileProblem {

    private static final long MEBIBYTE = 1L << 20;

    private FileProblem() {}

    /** Of a file that could not be looked at or read; empty if it is not there at all. */
    static String of(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return Files.isSymbolicLink(file) ? "is a link to " + target(file) + ", which is not there" : "";
        }
        if (failure instanceof AccessDeniedException) {
            return "must not be read by the agent's user";
        }
        if (failure instanceof FileSystemLoopException) {
            return "is a link that leads back to itself";
        }
        String reason = failure instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : failure.toString();
        return "cannot be read: " + reason;
    }

    /** Of a file that can be looked at; empty if it can be read. */
    static String of(FileStamp stamp, long limit) {
        return switch (stamp.kind()) {
            case FOLDER -> "is a folder, not a file";
            case OTHER -> "is a FIFO, a device or a socket, not a regular file";
            case REGULAR -> stamp.size() <= limit ? "" : "is larger than " + size(limit);
        };
    }

    private static String size(long bytes) {
        return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + " MiB" : bytes + " bytes";
    }

    private static String target(Path link) throws IOException {
        Path target = Files.readSymbolicLink(link);
        return target.toString();
    }
}
