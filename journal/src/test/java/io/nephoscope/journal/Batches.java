package io.nephoscope.journal;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Batches as pollsters make them, and odder ones, the same for the same seed. */
public final class Batches {

    private static final Instant START = Instant.parse("2026-11-30T12:00:00.123456789Z");
    private static final String[] TEXTS = {
        "", "active", "m1.small", "Zürich", "日本", "\uD83D\uDE00", "\uD800", "a\u0000b", "x".repeat(300), "ÿĀ"
    };

    private final Random random;
    private final List<Subject> subjects = new ArrayList<>();
    private int made;

    private Batches(long seed) {
        random = new Random(seed);
        for (int i = 0; i < 8; i++) {
            subjects.add(subject());
        }
    }

    public static Batches seeded(long seed) {
        return new Batches(seed);
    }

    /** A batch of few samples, told apart from others by its number. */
    public static RoutedBatch small(int number) {
        Subject subject = new Subject(
                "guest-" + number % 3,
                Owner.of("user", "project"),
                Metadata.of(Map.of("number", number % 3, "host", "compute-1")));
        List<Sample> samples = List.of(
                new Sample(new UUID(number, 1), Meter.cumulative("cpu", "ns"), (long) number, subject, 1.5, null),
                new Sample(new UUID(number, 2), Meter.gauge("memory", "MB"), number / 2.0, subject, 1.5, "other"));
        Instant due = START.plusSeconds(number);
        return new RoutedBatch(
                new UUID(7, number), "source", "pollster-" + number % 2, due, due.plusNanos(1), samples, List.of());
    }

    /** A batch that takes so many bytes, about; another one for each number of bytes. */
    public static RoutedBatch large(int bytes) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < bytes / 1000; i++) {
            Subject subject = new Subject("r" + i, Owner.NOBODY, Metadata.of(Map.of("text", "x".repeat(950))));
            samples.add(new Sample(new UUID(i, 3), Meter.gauge("m", ""), 1L, subject, null, null));
        }
        return new RoutedBatch(new UUID(8, bytes), "source", "large", START, START, samples, List.of());
    }

    /** Small ones, one after the other. */
    public static List<RoutedBatch> small(int from, int to) {
        List<RoutedBatch> batches = new ArrayList<>();
        for (int i = from; i < to; i++) {
            batches.add(small(i));
        }
        return batches;
    }

    public RoutedBatch next() {
        List<Sample> samples = new ArrayList<>();
        UUID node = new UUID(0, random.nextLong());
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            samples.add(sample(node));
        }
        Instant due = START.plusNanos(random.nextLong() >>> 3);
        return new RoutedBatch(
                new UUID(random.nextLong(), made++),
                pick("compute", "central", "ü"),
                pick("cpu", "disk.device.read.bytes", "memory.usage"),
                due,
                due.plusNanos(random.nextInt(1_000_000_000)),
                samples,
                random.nextInt(4) == 0 ? List.of("amqp", "file") : List.of());
    }

    private Sample sample(UUID node) {
        if (random.nextInt(20) == 0) {
            subjects.set(random.nextInt(subjects.size()), subject());
        }
        long idLow = random.nextInt(10) == 0 ? random.nextLong() : node.getLeastSignificantBits();
        return new Sample(
                new UUID(random.nextLong(), idLow),
                meter(),
                number(),
                subjects.get(random.nextInt(subjects.size())),
                pickTime(),
                random.nextInt(10) == 0 ? "system" : null);
    }

    private Meter meter() {
        return switch (random.nextInt(3)) {
            case 0 -> Meter.cumulative("cpu", "ns");
            case 1 -> Meter.gauge("memory.usage", "MB");
            default -> Meter.delta("network.incoming.bytes.delta", "");
        };
    }

    private @Nullable Double pickTime() {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> 12345.678;
            default -> random.nextDouble() * 1e9;
        };
    }

    private Number number() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong();
            case 1 -> Long.MIN_VALUE;
            case 2 -> -0.0;
            case 3 -> Double.MIN_VALUE;
            case 4 -> random.nextDouble();
            case 5 -> BigInteger.valueOf(random.nextLong()).pow(3);
            case 6 -> new BigInteger(300, random).negate().shiftLeft(64);
            default -> (long) random.nextInt(1000);
        };
    }

    private Subject subject() {
        Owner owner = random.nextInt(4) == 0
                ? Owner.NOBODY
                : new Owner(text(), null, text(), random.nextBoolean() ? text() : null);
        return new Subject(random.nextInt(6) == 0 ? null : text(), owner, Metadata.of(map(0)));
    }

    private Map<String, @Nullable Object> map(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int count = random.nextInt(depth == 0 ? 60 : 4);
        for (int i = 0; i < count; i++) {
            map.put(pick("display_name", "host", "flavor", text() + random.nextInt(30)), value(depth));
        }
        return map;
    }

    private @Nullable Object value(int depth) {
        int kind = random.nextInt(depth > 4 ? 5 : 8);
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> number();
            case 3, 4 -> text();
            case 5 -> Arrays.asList(value(depth + 1), null, value(depth + 1));
            case 6 -> map(depth + 1);
            default -> Collections.emptyList();
        };
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
