package io.nephoscope.expression.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's {@code <} and its kin, and sorting by it. */
public enum Ordering {
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">=");

    private final String symbol;

    Ordering(String symbol) {
        this.symbol = symbol;
    }

    public boolean test(@Nullable Object left, @Nullable Object right, Budget budget) {
        if (left instanceof Long a && right instanceof Long b) {
            return accepts(Long.compare(a, b));
        }
        if (left instanceof String a && right instanceof String b) {
            return accepts(compare(a, b));
        }
        if (Type.isNumber(left) && Type.isNumber(right)) {
            return !Ints.isNan(left) && !Ints.isNan(right) && accepts(Ints.compare(left, right));
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return ofLists(a, b, budget);
        }
        if (left instanceof Tuple a && right instanceof Tuple b) {
            return ofLists(a.asList(), b.asList(), budget);
        }
        SetValue a = SetValue.view(left);
        SetValue b = a == null ? null : SetValue.view(right);
        if (a != null && b != null) {
            return ofSets(a, b);
        }
        throw PythonError.type("'" + symbol + "' not supported between instances of '" + Type.name(left) + "' and '"
                + Type.name(right) + "'");
    }

    private boolean accepts(int comparison) {
        return switch (this) {
            case LESS -> comparison < 0;
            case LESS_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_EQUAL -> comparison >= 0;
        };
    }

    private boolean ofLists(List<?> left, List<?> right, Budget budget) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            budget.step();
            if (!Equality.same(left.get(i), right.get(i), budget)) {
                return test(left.get(i), right.get(i), budget);
            }
        }
        return accepts(Integer.compare(left.size(), right.size()));
    }

    private boolean ofSets(SetValue left, SetValue right) {
        return switch (this) {
            case LESS -> left.size() < right.size() && right.containsAll(left);
            case LESS_EQUAL -> right.containsAll(left);
            case GREATER -> left.size() > right.size() && left.containsAll(right);
            case GREATER_EQUAL -> left.containsAll(right);
        };
    }

    /** By code point, where Java compares the halves of surrogate pairs. */
    private static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean differ = Character.isSurrogate(a) != Character.isSurrogate(b);
                return differ ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Sorts stably, asking only for {@code <}, so that no odd order of a value's can upset it. */
    public static List<Object> sort(List<Object> values, List<Object> keys, boolean reverse, Budget budget) {
        Integer[] order = new Integer[values.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = reverse ? order.length - 1 - i : i;
        }
        new Merge(order, keys, budget).sort(0, order.length);
        List<Object> sorted = new ArrayList<>(order.length);
        for (int i = 0; i < order.length; i++) {
            sorted.add(values.get(order[reverse ? order.length - 1 - i : i]));
        }
        return sorted;
    }

    /** A merge sort of the order in which elements are taken. */
    private static final class Merge {

        private final Integer[] order;
        private final Integer[] spare;
        private final List<Object> keys;
        private final Budget budget;

        Merge(Integer[] order, List<Object> keys, Budget budget) {
            this.order = order;
            this.spare = new Integer[order.length];
            this.keys = keys;
            this.budget = budget;
        }

        void sort(int from, int to) {
            if (to - from < 2) {
                return;
            }
            int middle = (from + to) >>> 1;
            sort(from, middle);
            sort(middle, to);
            int left = from;
            int right = middle;
            for (int i = from; i < to; i++) {
                boolean takeRight = left == middle || (right < to && isLess(right, left));
                spare[i] = order[takeRight ? right++ : left++];
            }
            System.arraycopy(spare, from, order, from, to - from);
        }

        private boolean isLess(int a, int b) {
            return LESS.test(keys.get(order[a]), keys.get(order[b]), budget);
        }
    }
}
