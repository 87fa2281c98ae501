package io.nephoscope.testkit.openstack.simulated;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All entries of the cloud as bytes: made once, when the first of their kind is asked for. Thread-safe. */
final class Entries {

    private final CloudSize size;
    /** Under its lock. */
    private final Map<Kind, byte[][]> made = new EnumMap<>(Kind.class);

    Entries(CloudSize size) {
        this.size = size;
    }

    CloudSize size() {
        return size;
    }

    /** All of a kind, by their numbers. */
    IntFunction<byte[]> of(Kind kind) {
        byte[][] entries;
        synchronized (made) {
            entries = made.computeIfAbsent(kind, this::make);
        }
        return number -> entries[number];
    }

    private byte[][] make(Kind kind) {
        EntryTemplate template = EntryTemplate.of(kind, size);
        return IntStream.range(0, size.of(kind))
                .mapToObj(number -> template.entry(number).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }
}
