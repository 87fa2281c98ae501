package io.nephoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    private final Map<String, String> properties = new HashMap<>();

    @Test
    void liesInTheHomeByDefault() {
        properties.put("nephoscope.home", "/opt/nephoscope/");

        Folders folders = Folders.of(properties::get);

        assertThat(folders.etc()).isEqualTo(Path.of("/opt/nephoscope/etc"));
        assertThat(folders.state()).isEqualTo(Path.of("/opt/nephoscope/var"));
        assertThat(folders.deploy()).isEqualTo(Path.of("/opt/nephoscope/deploy"));
    }

    @Test
    void liesWhereItIsTold() {
        properties.put("nephoscope.home", "/opt/nephoscope");
        properties.put("nephoscope.var", "/var/lib/nephoscope");

        Folders folders = Folders.of(properties::get);

        assertThat(folders.pidFile()).isEqualTo(Path.of("/var/lib/nephoscope/nephoscope.pid"));
        assertThat(folders.system()).isEqualTo(Path.of("/opt/nephoscope/system"));
    }

    @Test
    void isAbsolute() {
        properties.put("nephoscope.etc", "some/etc");

        assertThat(Folders.of(properties::get).etc()).isAbsolute().endsWithRaw(Path.of("some/etc"));
    }

    @Test
    void keepsOthersOutOfTheCache(@TempDir Path folder) throws IOException {
        properties.put("nephoscope.var", folder.toString());
        Folders folders = Folders.of(properties::get);

        folders.create();

        assertThat(Files.getPosixFilePermissions(folder.resolve("cache")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(folders.cache()).startsWithRaw(folder.resolve("cache"));
    }
}
