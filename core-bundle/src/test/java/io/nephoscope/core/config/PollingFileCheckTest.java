package io.nephoscope.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollingFileCheckTest {

    @TempDir
    Path folder;

    private Path file;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("polling.yaml");
    }

    @Test
    void approvesAFineFile() throws IOException {
        Files.writeString(file, "sources: [{name: x, interval: 60, meters: ['*']}]");

        assertThat(check()).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("OK: " + file + ", sources: 1\n");
    }

    @Test
    void printsEachErrorOfABadFile() throws IOException {
        Files.writeString(file, "sources:\n- interval: 60\n  meters: []\n");

        assertThat(check()).isEqualTo(1);
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        file + ":2: sources[0].name: is missing", file + ":3: sources[0].meters: no meters are given");
    }

    @Test
    void printsWarningsOfAFineFile() throws IOException {
        Files.writeString(file, "sources: [{name: x, interval: 60, meters: ['*'], jiter: 5}]");

        assertThat(check()).isZero();
        assertThat(out.toString(UTF_8)).startsWith("warning: " + file + ":1: sources[0].jiter: ");
    }

    @Test
    void tellsAnUnreadableFileFromABadOne() {
        assertThat(check()).isEqualTo(2);
        assertThat(out.toString(UTF_8)).isEqualTo(file + ": cannot be read: there is no such file\n");
    }

    @Test
    void refusesAFileOfAnotherEncoding() throws IOException {
        Files.write(file, new byte[] {'a', (byte) 0xff});

        assertThat(check()).isEqualTo(1);
        assertThat(out.toString(UTF_8)).startsWith(file + ":1: yaml: the file is not UTF-8 here");
    }

    @Test
    void readsStandardInput() {
        assertThat(check("-", "sources: []")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("""
                        warning: standard input:1: sources: is empty: nothing is polled
                        OK: standard input, sources: 0
                        """);
    }

    @Test
    void looksForTheFileInAFolder() throws IOException {
        Files.writeString(file, "sources: []");

        assertThat(check(folder.toString(), "")).isZero();
        assertThat(out.toString(UTF_8)).endsWith("OK: " + file + ", sources: 0\n");
    }

    @Test
    void readsRegularFilesOnly() {
        assertThat(check("/dev/zero", "")).isEqualTo(2);
        assertThat(out.toString(UTF_8)).isEqualTo("/dev/zero: cannot be read: it is no regular file\n");
    }

    @Test
    void tellsALinkToNothingAndWhatIsNoPath() throws IOException {
        Files.createSymbolicLink(file, folder.resolve("gone"));

        assertThat(check()).isEqualTo(2);
        assertThat(check("a\0b", "")).isEqualTo(2);
        assertThat(out.toString(UTF_8))
                .contains("it is a link to a file that does not exist", "that is no path")
                .doesNotContain("\0");
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        Files.writeString(file, "#".repeat((8 << 20) + 1));

        assertThat(check()).isEqualTo(1);
        assertThat(out.toString(UTF_8)).isEqualTo(file + ":1: yaml: the file is larger than 8 MiB\n");
    }

    private int check() {
        return check(file.toString(), "");
    }

    private int check(String name, String input) {
        return new PollingFileCheck(new ByteArrayInputStream(input.getBytes(UTF_8)), new PrintStream(out, true, UTF_8))
                .check(name);
    }
}
