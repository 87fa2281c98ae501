package io.nephoscope.shell.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {

    @TempDir
    private Path folder;

    @Test
    void isReadableAndWritableByItsOwnerOnly() throws IOException {
        Path path = folder.resolve("shell.sock");

        try (ServerSocketChannel channel = new SocketFile(path).bind()) {
            assertThat(channel.isOpen()).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
            assertThat(folder.toFile().list()).containsExactly("shell.sock");
        }
    }

    @Test
    void refusesOtherUsers() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")) && "root".equals(System.getProperty("user.name")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path path = folder.resolve("shell.sock");

        try (ServerSocketChannel channel = new SocketFile(path).bind()) {
            assertThat(channel.isOpen()).isTrue();
            assertThat(connectAs("0", path)).contains("connected true");
            assertThat(connectAs("65534", path)).contains("Permission denied").doesNotContain("connected");
        }
    }

    @Test
    void replacesWhatADeadAgentLeft() throws IOException {
        Path path = folder.resolve("shell.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        Files.createDirectory(folder.resolve(".shell"));
        Files.createFile(folder.resolve(".shell/s"));

        try (ServerSocketChannel channel = new SocketFile(path).bind()) {
            assertThat(channel.isOpen()).isTrue();
            assertThat(folder.toFile().list()).containsExactly("shell.sock");
        }
    }

    @Test
    void leavesALivingAgentItsSocket() throws IOException {
        SocketFile file = new SocketFile(folder.resolve("shell.sock"));

        try (ServerSocketChannel living = file.bind()) {
            assertThat(living.isOpen()).isTrue();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(file::bind)
                    .withMessageContaining("another agent answers")
                    .withMessageContaining("NEPHOSCOPE_VAR");
        }
    }

    @Test
    void tellsWhatToDoAboutADirectoryThatIsMissing() {
        SocketFile file = new SocketFile(folder.resolve("missing/shell.sock"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(file::bind)
                .withMessageContaining("cannot create")
                .withMessageContaining("must belong to the agent");
    }

    @Test
    void tellsWhatToDoAboutAPathThatIsTooLong() {
        SocketFile file = new SocketFile(folder.resolve("x".repeat(100)).resolve("shell.sock"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(file::bind)
                .withMessageContaining("allows sockets 107")
                .withMessageContaining("NEPHOSCOPE_VAR");
    }

    @Test
    void takesThePathThatIsJustShortEnough() throws IOException {
        int spare = SocketFile.MAX_BYTES - folder.toAbsolutePath().toString().length() - "//shell.sock".length();
        Path longest = Files.createDirectory(folder.resolve("x".repeat(spare))).resolve("shell.sock");

        try (ServerSocketChannel channel = new SocketFile(longest).bind()) {
            assertThat(longest.toString()).hasSize(SocketFile.MAX_BYTES);
            assertThat(channel.isOpen()).isTrue();
        }
    }

    /** Runs the probe as another user, from a copy that every user may read. */
    private String connectAs(String user, Path socket) throws IOException, InterruptedException {
        Path classes = Files.createDirectories(folder.resolve("classes/io/nephoscope/shell/socket"));
        Path copy = classes.resolve("ConnectProbe.class");
        try (var original = ConnectProbe.class.getResourceAsStream("ConnectProbe.class")) {
            Files.write(copy, original.readAllBytes());
        }
        List<String> command = List.of(
                "setpriv",
                "--reuid=" + user,
                "--regid=" + user,
                "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                folder.resolve("classes").toString(),
                ConnectProbe.class.getName(),
                socket.toString());
        Process probe = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(probe.getInputStream().readAllBytes(), UTF_8);
        assertThat(probe.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
