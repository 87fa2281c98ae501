package io.nephoscope.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinationWishTest {

    @TempDir
    Path etc;

    @Test
    void isTheFilesBeforeTheConfigurationIsThere() throws IOException {
        assertThat(CoordinationWish.in(etc)).isFalse();
        Path file = etc.resolve("io.nephoscope.coordination.cfg");

        Files.writeString(file, "# backend.url = zookeeper://host\n");
        assertThat(CoordinationWish.in(etc)).isFalse();

        Files.writeString(file, "group = central\nbackend.url = zookeeper://host:2181\n");
        assertThat(CoordinationWish.in(etc)).isTrue();
    }

    /** Rather nothing is polled for a while than everything twice. */
    @Test
    void isTakenForGrantedWhereTheFileCannotBeRead() throws IOException {
        Files.write(etc.resolve("io.nephoscope.coordination.cfg"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(CoordinationWish.in(etc)).isTrue();
    }

    @Test
    void isTheConfigurationsThen() {
        assertThat(CoordinationWish.of(Map.of())).isFalse();
        assertThat(CoordinationWish.of(Map.of("backend.url", " "))).isFalse();
        assertThat(CoordinationWish.of(Map.of("backend.url", "etcd3+http://host")))
                .isTrue();
    }
}
