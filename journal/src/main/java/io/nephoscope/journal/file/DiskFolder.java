package io.nephoscope.journal.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of a file system. */
public final class DiskFolder implements JournalFolder {

    private static final int DEPTH = 2;

    private final Path folder;
    /** Guarded by this. */
    private @Nullable FolderClaim claim;

    public DiskFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public synchronized void claim() throws IOException {
        if (claim == null) {
            Files.createDirectories(folder);
            claim = FolderClaim.of(folder);
        }
    }

    @Override
    public List<String> list() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> names.add(folder.relativize(file).toString()));
        }
        return names;
    }

    @Override
    public JournalFile open(String name) throws IOException {
        Path file = folder.resolve(name);
        // Else one that may not be read would look as if it were not there.
        if (!Files.exists(file)) {
            throw new NoSuchFileException(name);
        }
        return new DiskFile(new RandomAccessFile(file.toFile(), "r"));
    }

    @Override
    public JournalFile create(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        return new DiskFile(new RandomAccessFile(at(name), "rw"));
    }

    @Override
    public JournalFile change(String name) throws IOException {
        return new DiskFile(new RandomAccessFile(at(name), "rw"));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public void force() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    @Override
    public synchronized void close() {
        if (claim != null) {
            claim.close();
            claim = null;
        }
    }
}
