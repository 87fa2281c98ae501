package io.nephoscope.shell.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the socket lies. It is bound inside a directory that only its owner may enter, gets mode 0600 there
 * and is then moved to its place: whatever the umask, no other user can connect at any moment.
 */
final class SocketFile {

    /** What {@code sun_path} holds on Linux, without its closing zero byte. */
    static final int MAX_BYTES = 107;

    private final Path path;

    SocketFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    /**
     * Opens the socket. What a dead agent left is replaced; a living agent's is not.
     *
     * @throws IOException if it cannot be opened; the message says what to do
     */
    ServerSocketChannel bind() throws IOException {
        int length = path.toString().getBytes(UTF_8).length;
        if (length > MAX_BYTES) {
            throw new IOException("the path " + path + " has " + length + " bytes and the system allows sockets "
                    + MAX_BYTES + "; set NEPHOSCOPE_VAR to a shorter directory");
        }
        if (Files.exists(path) && answers()) {
            throw new IOException("another agent answers at " + path + "; give each its own NEPHOSCOPE_VAR");
        }
        try {
            return bindInPrivate(path.resolveSibling(".shell"));
        } catch (FileSystemException e) {
            throw new IOException("cannot create " + path + " (" + e + "); its directory must belong to the agent", e);
        }
    }

    /** Takes the socket out of the file system. To be called before the channel is closed. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /** The private directory's name is shorter than the socket's own, so its path fits when that fits. */
    private ServerSocketChannel bindInPrivate(Path directory) throws IOException {
        Path inside = directory.resolve("s");
        Files.deleteIfExists(inside);
        Files.deleteIfExists(directory);
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(inside));
            Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rw-------"));
            Files.move(inside, path, StandardCopyOption.ATOMIC_MOVE);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        } finally {
            Files.deleteIfExists(inside);
            Files.deleteIfExists(directory);
        }
    }

    private boolean answers() {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
