package io.nephoscope.connector.libvirt;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
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

    /**
     * Statistics from a map, for tests and for drivers without bulk statistics.
     *
     * @param values {@link Long}s, {@link String}s, and {@link BigInteger}s for what is unsigned and beyond 63 bits
     */
    public static DomainStats of(DomainRef domain, Map<String, ?> values) {
        List<String> names = new ArrayList<>(values.keySet());
        long[] numbers = new long[names.size()];
        @Nullable String[] texts = new @Nullable String[names.size()];
        BitSet unsigned = new BitSet();
        for (int slot = 0; slot < numbers.length; slot++) {
            Object value = values.get(names.get(slot));
            if (value instanceof Number number) {
                numbers[slot] = number.longValue();
                unsigned.set(slot, number instanceof BigInteger);
            } else {
                texts[slot] = String.valueOf(value);
            }
        }
        return new DomainStats(domain, Layout.of(names, unsigned), numbers, texts, null);
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

    /** The number that 64 bits without a sign are: a {@link Long}, or a {@link BigInteger} beyond 63 bits. */
    public static Number unsigned(long bits) {
        return bits >= 0 ? (Number) bits : new BigInteger(Long.toUnsignedString(bits));
    }

    /** A number, such as {@code balloon.current}, as the bits that it has; see {@link #value(String)}. */
    public OptionalLong number(String name) {
        int slot = layout.slot(name);
        if (holdsNumber(slot)) {
            return OptionalLong.of(numbers[slot]);
        }
        return more == null ? OptionalLong.empty() : more.number(name);
    }

    /** A number in a column, such as row 1 of {@code net.*.rx.bytes}, as the bits that it has. */
    public OptionalLong number(String column, int row) {
        int slot = layout.slot(column, row);
        if (holdsNumber(slot)) {
            return OptionalLong.of(numbers[slot]);
        }
        return more == null ? OptionalLong.empty() : more.number(column, row);
    }

    /**
     * A number with the sign that libvirt gives it: a {@link Long}, or a {@link BigInteger} for what is unsigned and
     * beyond 63 bits. Null where there is none.
     */
    public @Nullable Number value(String name) {
        int slot = layout.slot(name);
        if (holdsNumber(slot)) {
            return valueIn(slot);
        }
        return more == null ? null : more.value(name);
    }

    /** A number in a column with the sign that libvirt gives it; null where there is none. */
    public @Nullable Number value(String column, int row) {
        int slot = layout.slot(column, row);
        if (holdsNumber(slot)) {
            return valueIn(slot);
        }
        return more == null ? null : more.value(column, row);
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
        int count = layout.column(column).slots.length;
        return more == null ? count : count + more.count(column);
    }

    /** The row of a column that holds a text; -1 if none does. */
    public int row(String column, String text) {
        Layout.Column found = layout.column(column);
        for (int index = 0; index < found.slots.length; index++) {
            int slot = found.slots[index];
            if (slot < texts.length && text.equals(texts[slot])) {
                return found.rows[index];
            }
        }
        return more == null ? -1 : more.row(column, text);
    }

    /** These statistics, and for values that they lack those of another reading of the same domain. */
    public DomainStats and(DomainStats other) {
        return new DomainStats(domain, layout, numbers, texts, more == null ? other : more.and(other));
    }

    private Number valueIn(int slot) {
        long bits = numbers[slot];
        return bits < 0 && layout.isUnsigned(slot) ? unsigned(bits) : (Number) bits;
    }

    private boolean holdsNumber(int slot) {
        return slot >= 0 && (slot >= texts.length || texts[slot] == null);
    }
}
