package io.nephoscope.expression.value;

import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/** A range, as a list that computes its elements. Its bounds fit a long, its length an int. */
public final class RangeValue implements PythonValue {

    private final long start;
    private final long stop;
    private final long step;
    private final int size;

    private RangeValue(long start, long stop, long step, int size) {
        this.start = start;
        this.stop = stop;
        this.step = step;
        this.size = size;
    }

    public static RangeValue of(long start, long stop, long step, Budget budget) {
        if (step == 0) {
            throw PythonError.value("range() arg 3 must not be zero");
        }
        long size = 0;
        if (step > 0 ? start < stop : start > stop) {
            long distance;
            try {
                distance = Math.subtractExact(stop, start);
            } catch (ArithmeticException e) {
                distance = step > 0 ? Long.MAX_VALUE : Long.MIN_VALUE + 1;
            }
            size = (Math.abs(distance) - 1) / (step == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(step)) + 1;
        }
        budget.size(size);
        return new RangeValue(start, stop, step, (int) size);
    }

    public AbstractList<Object> asList() {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return start + index * step;
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    public int size() {
        return size;
    }

    /** The range of every so manieth element from one index to before another. */
    RangeValue part(long from, long to, long by, Budget budget) {
        return of(start + from * step, start + to * step, by * step, budget);
    }

    @Override
    public Type type() {
        return Type.RANGE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RangeValue range && asList().equals(range.asList());
    }

    @Override
    public int hashCode() {
        return asList().hashCode();
    }

    @Override
    public String toString() {
        return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
    }
}
