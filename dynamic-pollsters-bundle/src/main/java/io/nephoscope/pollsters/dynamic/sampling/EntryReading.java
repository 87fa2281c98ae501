package io.nephoscope.pollsters.dynamic.sampling;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a definition makes of one entry, before it is known whether it can be sent: values are whatever expressions gave.
 *
 * @param name of the meter
 * @param value of the meter
 * @param user whose it is
 * @param project whose it is
 * @param resource which it is
 * @param metadata what else is told
 */
record EntryReading(
        String name,
        @Nullable Object value,
        @Nullable Object user,
        @Nullable Object project,
        @Nullable Object resource,
        Map<String, @Nullable Object> metadata) {}
