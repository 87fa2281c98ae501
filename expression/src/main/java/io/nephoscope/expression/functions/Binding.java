package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Absent;
import java.util.Arrays;

/** Where the arguments of a call go among the parameters of a function. */
public final class Binding {

    private static final int NONE = -1;

    private final int[] slots;
    private final int size;
    private final int variadic;
    private final int further;
    private final boolean ordered;

    /**
     * Creates the binding.
     *
     * @param slots one for each argument; those of the variadic parameter are collected
     * @param size how many parameters there are
     * @param variadic the parameter that takes further arguments, or -1
     * @param further how many these are
     */
    Binding(int[] slots, int size, int variadic, int further) {
        this.slots = slots;
        this.size = size;
        this.variadic = variadic;
        this.further = further;
        this.ordered = variadic == NONE && isOrdered(slots);
    }

    private static boolean isOrdered(int[] slots) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** The arguments as the function takes them; {@link Absent} for those that were not given. */
    public Object[] arrange(Object[] arguments) {
        if (ordered) {
            return arguments.length == size ? arguments : padded(arguments);
        }
        Object[] arranged = new Object[size];
        Arrays.fill(arranged, Absent.ABSENT);
        Object[] rest = new Object[further];
        int next = 0;
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] == variadic) {
                rest[next++] = arguments[i];
            } else {
                arranged[slots[i]] = arguments[i];
            }
        }
        if (variadic != NONE) {
            arranged[variadic] = rest;
        }
        return arranged;
    }

    private Object[] padded(Object[] arguments) {
        Object[] padded = Arrays.copyOf(arguments, size);
        Arrays.fill(padded, arguments.length, size, Absent.ABSENT);
        return padded;
    }
}
