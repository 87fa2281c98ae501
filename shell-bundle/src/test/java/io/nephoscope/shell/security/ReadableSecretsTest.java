package io.nephoscope.shell.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;

class ReadableSecretsTest {

    @TempDir
    Path etc;

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(etc, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemetry.secret = x",
                "# a comment\npassword: x",
                "transport.url = rabbit://nova:geheim@10.0.0.5:5672/",
                "api.token=\"x\""
            })
    void tellsOfASecretThatEveryUserMayRead(String line) throws IOException {
        Path file = write(line, "rw-r--r--");

        assertThat(reporter().health()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(HealthReport.State.WAITING);
            assertThat(report.message()).contains(file.toString(), "every user").doesNotContain("geheim");
            assertThat(report.remedy()).contains("chmod 640 " + file);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#telemetry.secret = change this for valid signing",
                "telemetry.secret =",
                "telemetry.secret = ${file:/etc/secret}",
                "password = ${env:PASSWORD}",
                "transport.url = rabbit://10.0.0.5:5672/",
                "transport.url = rabbit://nova:${file:/etc/secret}@10.0.0.5:5672/"
            })
    void saysNothingWhereNoSecretIsWritten(String line) throws IOException {
        write(line, "rw-r--r--");

        assertThat(reporter().health()).isEmpty();
    }

    @Test
    void saysNothingWhereOthersMayNotRead() throws IOException {
        write("telemetry.secret = x", "rw-r-----");
        assertThat(reporter().health()).isEmpty();

        write("telemetry.secret = x", "rw-r--r--");
        Files.setPosixFilePermissions(etc, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(reporter().health()).isEmpty();
    }

    private Path write(String line, String permissions) throws IOException {
        Path file = Files.writeString(etc.resolve("x.cfg"), "exchange = a\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private ReadableSecrets reporter() {
        return new ReadableSecrets((BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> etc.toString()));
    }
}
