package io.nephoscope.expression.value;

import io.nephoscope.expression.EvaluationLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tuple. Equal to another by Python's rules, so that it can be a key. */
public final class Tuple implements PythonValue {

    /** How much work two keys may be to compare: enough for what anybody writes. */
    private static final EvaluationLimits AS_KEY =
            new EvaluationLimits(10_000, 10_000, 10_000, Long.SIZE, 1, Duration.ofSeconds(1));

    private final Object[] items;
    /** Computed when it is asked for first; 0 before. Tuples within tuples are counted once each. */
    private int hash;

    public Tuple(@Nullable Object... items) {
        this.items = items;
    }

    public static Tuple of(List<?> items) {
        return new Tuple(items.toArray());
    }

    public int size() {
        return items.length;
    }

    public @Nullable Object get(int index) {
        return items[index];
    }

    /** TypeError if an element cannot be a key. */
    void checkHashable() {
        hash = hashCode();
    }

    /** A view. */
    public List<Object> asList() {
        return Collections.unmodifiableList(Arrays.asList(items));
    }

    @Override
    public Type type() {
        return Type.TUPLE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Tuple tuple
                        && hashCode() == tuple.hashCode()
                        && Equality.ofLists(asList(), tuple.asList(), new Budget(AS_KEY)));
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            int sum = 1;
            for (Object item : items) {
                Object key = Keys.canonical(item);
                sum = 31 * sum + (key == null ? 0 : key.hashCode());
            }
            hash = sum == 0 ? 1 : sum;
        }
        return hash;
    }
}
