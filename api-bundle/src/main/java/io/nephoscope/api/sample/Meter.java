package io.nephoscope.api.sample;

import java.util.Objects;

/**
 * What is measured.
 *
 * @param name such as {@code disk.device.read.bytes}; never empty
 * @param type how successive volumes relate
 * @param unit such as {@code B} or {@code ns}; empty where there is none
 */
public record Meter(String name, MeterType type, String unit) {

    public Meter {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a meter needs a name");
        }
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(unit, "unit");
    }

    /** A meter whose volumes stand on their own. */
    public static Meter gauge(String name, String unit) {
        return new Meter(name, MeterType.GAUGE, unit);
    }

    /** A meter whose volumes are changes since the previous sample. */
    public static Meter delta(String name, String unit) {
        return new Meter(name, MeterType.DELTA, unit);
    }

    /** A meter whose volumes are growing totals. */
    public static Meter cumulative(String name, String unit) {
        return new Meter(name, MeterType.CUMULATIVE, unit);
    }
}
