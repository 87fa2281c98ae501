package io.nephoscope.expression.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys of dicts and elements of sets: 1, 1.0 and True are the same one. Dicts are maps with the keys as they
 * were written; a number is looked up in each of the forms that it may have there.
 */
public final class Keys {

    private static final Set<Type> UNHASHABLE =
            EnumSet.of(Type.LIST, Type.DICT, Type.SET, Type.SLICE, Type.KEYS, Type.ITEMS);
    private static final double LONG_BOUND = 0x1p63;

    private Keys() {}

    /** A value that is equal in Java for all that are equal in Python. */
    public static @Nullable Object canonical(@Nullable Object key) {
        if (key instanceof String || key instanceof Long || key == null) {
            return key;
        }
        if (key instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (key instanceof Double number) {
            return ofDouble(number);
        }
        Type type = Type.of(key);
        if (UNHASHABLE.contains(type)) {
            throw PythonError.type("unhashable type: '" + type.text() + "'");
        }
        if (key instanceof Tuple tuple) {
            tuple.checkHashable();
        }
        return key;
    }

    private static Object ofDouble(double number) {
        if (number != Math.rint(number) || Double.isInfinite(number)) {
            return number;
        }
        if (Math.abs(number) < LONG_BOUND) {
            return (long) number;
        }
        return Ints.of(new BigDecimal(number).toBigIntegerExact());
    }

    /** The value of a key; absent (no null) where there is none. */
    public static @Nullable Object get(Map<?, ?> map, @Nullable Object key) {
        if (key instanceof String) {
            Object found = map.get(key);
            return found != null || map.containsKey(key) ? found : Absent.ABSENT;
        }
        Object canonical = canonical(key);
        if (!(map instanceof LinkedHashMap)) {
            return search(map, canonical);
        }
        Object written = written(map, canonical);
        return written == Absent.ABSENT ? written : map.get(written);
    }

    /** Foreign maps may refuse null or keys of another type. */
    private static @Nullable Object search(Map<?, ?> map, @Nullable Object canonical) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (Objects.equals(canonical(entry.getKey()), canonical)) {
                return entry.getValue();
            }
        }
        return Absent.ABSENT;
    }

    /** The form in which a key stands in a map. */
    private static @Nullable Object written(Map<?, ?> map, @Nullable Object canonical) {
        if (map.containsKey(canonical)) {
            return canonical;
        }
        if (canonical instanceof Long number) {
            return writtenLong(map, number);
        }
        if (canonical instanceof BigInteger number && map.containsKey(number.doubleValue())) {
            return Ints.equal(number, number.doubleValue()) ? number.doubleValue() : Absent.ABSENT;
        }
        return Absent.ABSENT;
    }

    private static @Nullable Object writtenLong(Map<?, ?> map, long number) {
        if ((number == 0 || number == 1) && map.containsKey(number == 1)) {
            return number == 1;
        }
        double real = number;
        if (real < LONG_BOUND && (long) real == number && map.containsKey(real)) {
            return real;
        }
        return number == 0 && map.containsKey(-0.0) ? (Object) (-0.0) : Absent.ABSENT;
    }

    /** Puts a value under the key that is there already, or under this one. */
    public static void put(Map<Object, Object> map, @Nullable Object key, @Nullable Object value) {
        if (key instanceof String) {
            map.put(key, value);
            return;
        }
        Object written = written(map, canonical(key));
        map.put(written == Absent.ABSENT ? key : written, value);
    }
}
