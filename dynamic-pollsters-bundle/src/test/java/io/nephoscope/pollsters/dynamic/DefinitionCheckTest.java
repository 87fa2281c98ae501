package io.nephoscope.pollsters.dynamic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionCheckTest {

    private static final String SOUND = """
            - name: a
              sample_type: gauge
              unit: u
              endpoint_type: t
              url_path: p
              value_attribute: v
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int check(Object... names) {
        return new DefinitionCheck(new PrintStream(out, true, UTF_8))
                .check(Arrays.stream(names).map(String::valueOf).toList());
    }

    @Test
    void findsNothingWrong() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), SOUND);
        Files.writeString(folder.resolve("other.yml"), "[");

        assertThat(check(folder)).isZero();

        assertThat(out.toString(UTF_8)).isEqualTo("OK: files: 1, definitions in force: 1\n");
    }

    @Test
    void tellsAllThatIsWrongWithAFolder() throws Exception {
        Path first = Files.writeString(folder.resolve("a.yaml"), SOUND + SOUND.replace("u\n", "u\n  x: y\n"));
        Path second = Files.writeString(folder.resolve("b.yaml"), SOUND.replace("v\n", "'v | __import__(value)'\n"));

        assertThat(check(folder)).isEqualTo(1);

        assertThat(out.toString(UTF_8).lines().toList())
                .hasSize(4)
                .contains(
                        "warning: " + first + ":10: a.x: is not known and ignored",
                        "warning: " + first + ":7: a is shadowed by " + first + ":1",
                        "files: 2, definitions in force: 1")
                .anySatisfy(line -> assertThat(line).startsWith(second + ":6: a.value_attribute: column 5:"));
    }

    @Test
    void tellsWhatCannotBeRead() throws Exception {
        Path latin = Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xE4});

        assertThat(check(latin, folder.resolve("none.yaml"))).isEqualTo(2);

        assertThat(out.toString(UTF_8))
                .contains("a.yaml: cannot be read: it is no UTF-8", "none.yaml: cannot be read: there is no such file");
    }

    @Test
    void knowsTheFoldersThatCeilometerNames() throws Exception {
        Path conf = Files.writeString(folder.resolve("ceilometer.conf"), """
                [DEFAULT]
                # pollsters_definitions_dirs = /no
                pollsters_definitions_dirs = /a
                pollsters_definitions_dirs="/b"
                [other]
                pollsters_definitions_dirs = /no
                [polling]
                pollsters_definitions_dirs: /c
                """);

        assertThat(CeilometerConf.folders(conf)).isEqualTo(List.of("/a", "/b", "/c"));
        assertThat(CeilometerConf.folders(Files.writeString(conf, "[DEFAULT]\n")))
                .isEqualTo(List.of("/etc/ceilometer/pollsters.d"));
    }
}
