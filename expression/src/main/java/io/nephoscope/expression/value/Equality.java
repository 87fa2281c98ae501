package io.nephoscope.expression.value;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code ==}: numbers by value, whatever their type; lists and dicts by their elements. */
public final class Equality {

    private Equality() {}

    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String || left == null) {
            return left == right || (left != null && left.equals(right));
        }
        if (left instanceof Long a && right instanceof Long b) {
            return a.longValue() == b.longValue();
        }
        if (Type.isNumber(left)) {
            return Type.isNumber(right) && Ints.equal(left, right);
        }
        if (left instanceof List<?> a) {
            return right instanceof List<?> b && ofLists(a, b);
        }
        if (left instanceof Map<?, ?> a) {
            return right instanceof Map<?, ?> b && ofMaps(a, b);
        }
        return left == right || ofOthers(left, right);
    }

    private static boolean ofOthers(Object left, @Nullable Object right) {
        if (left instanceof RangeValue a) {
            return right instanceof RangeValue b && ofLists(a.asList(), b.asList());
        }
        if (left instanceof DictView a && a.type() != Type.VALUES) {
            return right instanceof DictView b && b.type() == a.type() && sameElements(a, b);
        }
        if (left instanceof DictView) {
            return false;
        }
        return left.equals(right);
    }

    private static boolean sameElements(DictView left, DictView right) {
        if (left.type() == Type.ITEMS) {
            return ofMaps(left.map(), right.map());
        }
        return left.size() == right.size()
                && left.map().keySet().stream().allMatch(key -> Keys.get(right.map(), key) != Absent.ABSENT);
    }

    /** Identical or equal: what containers ask, so that a NaN is found in the list that holds it. */
    public static boolean same(@Nullable Object left, @Nullable Object right) {
        return left == right || equal(left, right);
    }

    static boolean ofLists(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        for (Object element : left) {
            if (!same(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean ofMaps(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object other = Keys.get(right, entry.getKey());
            if (other == Absent.ABSENT || !same(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }
}
