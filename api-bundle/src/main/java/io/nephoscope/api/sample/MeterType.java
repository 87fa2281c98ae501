package io.nephoscope.api.sample;

import java.util.Locale;

/** How successive volumes of a meter relate to each other. */
public enum MeterType {
    /** A value that stands on its own and may rise and fall. */
    GAUGE,
    /** The change since the previous sample. */
    DELTA,
    /** A total that grows until the resource restarts. */
    CUMULATIVE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name that Ceilometer's consumers know, for example {@code cumulative}. */
    public String wireName() {
        return wireName;
    }
}
