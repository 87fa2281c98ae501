package io.nephoscope.pollsters.hardware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;

/** What is shipped. */
final class Shipped {

    private static final Path FILE = Path.of("../distribution/src/main/etc/snmp.yaml");

    private Shipped() {}

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Collection<MeterDefinition> metrics() {
        return Definitions.read(text()).metrics().values();
    }

    static MeterDefinition metric(String name) {
        return Objects.requireNonNull(Definitions.read(text()).metrics().get(name), name);
    }
}
