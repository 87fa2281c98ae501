package io.nephoscope.expression.value;

import io.nephoscope.expression.EvaluationLimits;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code ==}: numbers by value, whatever their type; lists and dicts by their elements. */
public final class Equality {

    private Equality() {}

    /** Identical or equal, asked outside of an evaluation, within the default limits. */
    public static boolean same(@Nullable Object left, @Nullable Object right) {
        return left == right || equal(left, right, new Budget(EvaluationLimits.DEFAULT));
    }

    public static boolean equal(@Nullable Object left, @Nullable Object right, Budget budget) {
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
            return right instanceof List<?> b && ofLists(a, b, budget);
        }
        if (left instanceof Map<?, ?> a) {
            return right instanceof Map<?, ?> b && ofMaps(a, b, budget);
        }
        return left == right || ofOthers(left, right, budget);
    }

    private static boolean ofOthers(Object left, @Nullable Object right, Budget budget) {
        if (left instanceof DictView || right instanceof DictView) {
            return ofViews(left, right, budget);
        }
        if (left instanceof Tuple a) {
            return right instanceof Tuple b && ofLists(a.asList(), b.asList(), budget);
        }
        return left.equals(right);
    }

    private static boolean ofViews(@Nullable Object left, @Nullable Object right, Budget budget) {
        if (left instanceof DictView a
                && right instanceof DictView b
                && a.type() == b.type()
                && a.type() != Type.VALUES) {
            return sameElements(a, b, budget);
        }
        boolean sets = (left instanceof SetValue || left instanceof DictView)
                && (right instanceof SetValue || right instanceof DictView);
        SetValue a = sets ? SetValue.view(left) : null;
        return a != null && a.equals(SetValue.view(right));
    }

    private static boolean sameElements(DictView left, DictView right, Budget budget) {
        if (left.type() == Type.ITEMS) {
            return ofMaps(left.map(), right.map(), budget);
        }
        return left.size() == right.size()
                && left.map().keySet().stream().allMatch(key -> Keys.get(right.map(), key) != Absent.ABSENT);
    }

    /** Identical or equal: what containers ask, so that a NaN is found in the list that holds it. */
    public static boolean same(@Nullable Object left, @Nullable Object right, Budget budget) {
        return left == right || equal(left, right, budget);
    }

    static boolean ofLists(List<?> left, List<?> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        for (Object element : left) {
            budget.step();
            if (!same(element, others.next(), budget)) {
                return false;
            }
        }
        return true;
    }

    private static boolean ofMaps(Map<?, ?> left, Map<?, ?> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            budget.step();
            Object other = Keys.get(right, entry.getKey());
            if (other == Absent.ABSENT || !same(entry.getValue(), other, budget)) {
                return false;
            }
        }
        return true;
    }
}
