package io.nephoscope.connector.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of one domain at one moment, under libvirt's names. Immutable; a value that libvirt
 * did not give is absent, which is not the same as zero.
 */
public final class DomainStats {

    private static final @Nullable String[] NO_TEXTS = {};

    private final DomainRef domain;
    private final Layout layout;
    private final long[] numbers;
    private final @Nullable String[] texts;
    private final @Nullable DomainStats more;

    /** Statistics from a map of {@link Long}s and {@link String}s, for tests and for drivers without bulk statistics. */
    public static DomainStats of(DomainRef domain, Map<String, ?> values) {
        List<String> names = new ArrayList<>(values.keySet());
        long[] numbers = new long[names.size()];
        @Nullable String[] texts = new @Nullable String[names.size()];
        for (int slot = 0; slot < numbers.length; slot++) {
            Object value = values.get(names.get(slot));
            if (value instanceof Number number) {
                numbers[slot] = number.longValue();
            } else {
                texts[slot] = String.valueOf(value);
            }
        }
        return new DomainStats(domain, Layout.of(names), numbers, texts, null);
    }

    /**
     * Statistics in a shared layout.
     *
     * @param numbers a value for each slot; becomes part of this object
     * @param texts for slots that hold texts, and else null; empty if no slot does; becomes part of
     *     this object
     */
    public DomainStats(DomainRef domain, Layout layout, long[] numbers, @Nullable String[] texts) {
        this(domain, layout, numbers, texts, null);
    }

    private DomainStats(
            DomainRef domain, Layout layout, long[] numbers, @Nullable String[] texts, @Nullable DomainStats more) {
        this.domain = domain;
        this.layout = layout;
        this.numbers = numbers;
        this.texts = texts.length == 0 ? NO_TEXTS : texts;
        this.more = more;
    }

    /** Whose statistics they are. */
    public DomainRef domain() {
        return domain;
    }

    /** A number, such as {@code balloon.current}. */
    public OptionalLong number(String name) {
        int slot = layout.slot(name);
        if (holdsNumber(slot)) {
            return OptionalLong.of(numbers[slot]);
        }
        return more == null ? OptionalLong.empty() : more.number(name);
    }

    /** A number in a column, such as row 1 of {@code net.*.rx.bytes}. */
    public OptionalLong number(String column, int row) {
        int slot = layout.slot(column, row);
        if (holdsNumber(slot)) {
            return OptionalLong.of(numbers[slot]);
        }
        return more == null ? OptionalLong.empty() : more.number(column, row);
    }

    /** A text in a column, such as row 1 of {@code net.*.name}. */
    public Optional<String> text(String column, int row) {
        int slot = layout.slot(column, row);
        String text = slot >= 0 && slot < texts.length ? texts[slot] : null;
        return text == null && more != null ? more.text(column, row) : Optional.ofNullable(text);
    }

    /** How many rows a column has, holes included. */
    public int rows(String column) {
        int rows = layout.rows(column);
        return more == null ? rows : Math.max(rows, more.rows(column));
    }

    /** How many rows of a column hold a value. */
    public int count(String column) {
        int count = 0;
        for (int row = 0; row < layout.rows(column); row++) {
            if (layout.slot(column, row) >= 0) {
                count++;
            }
        }
        return more == null ? count : count + more.count(column);
    }

    /** The row of a column that holds a text; -1 if none does. */
    public int row(String column, String text) {
        for (int row = 0; row < layout.rows(column); row++) {
            int slot = layout.slot(column, row);
            if (slot >= 0 && slot < texts.length && text.equals(texts[slot])) {
                return row;
            }
        }
        return more == null ? -1 : more.row(column, text);
    }

    /** These statistics, and for values that they lack those of another reading of the same domain. */
    public DomainStats and(DomainStats other) {
        return new DomainStats(domain, layout, numbers, texts, more == null ? other : more.and(other));
    }

    private boolean holdsNumber(int slot) {
        return slot >= 0 && (slot >= texts.length || texts[slot] == null);
    }
}
