package io.nephoscope.pollsters.central;

import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that an entry says of itself. */
@FunctionalInterface
interface Field {

    /** Nothing, of any entry. */
    Field NONE = entry -> null;

    /**
     * Its value: null, a text, a number, a truth value, or lists and maps of them.
     *
     * @throws OddEntryException if the entry lacks what each has
     */
    @Nullable
    Object of(JsonObject entry) throws OddEntryException;

    /** What each entry has, though it may be null. */
    static Field required(String key) {
        return entry -> {
            Object value = entry.values().get(key);
            if (value == null && !entry.values().containsKey(key)) {
                throw new OddEntryException("has no " + key);
            }
            return plain(value);
        };
    }

    /** What an entry may lack, as if it were null. */
    static Field optional(String key) {
        return entry -> plain(entry.values().get(key));
    }

    /** The first of several keys that has a value; null if none has one. */
    static Field firstOf(String... keys) {
        return entry -> {
            for (String key : keys) {
                Object value = entry.values().get(key);
                if (value != null) {
                    return plain(value);
                }
            }
            return null;
        };
    }

    /** A value of an object in the entry; null if one of the two is missing. */
    static Field in(String object, String key) {
        return entry -> entry.object(object)
                .map(inner -> plain(inner.values().get(key)))
                .orElse(null);
    }

    /** A value of the first object of a list in the entry; null if one of the two is missing. */
    static Field inFirst(String list, String key) {
        return entry -> entry.objects(list).stream()
                .findFirst()
                .map(inner -> plain(inner.values().get(key)))
                .orElse(null);
    }

    /** The same field, or a text in the place of null. */
    default Field or(String text) {
        return entry -> {
            Object value = of(entry);
            return value == null ? text : value;
        };
    }

    /** A value without types of the connector's. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.values().forEach((key, inner) -> map.put(key, plain(inner)));
            return map;
        }
        if (value instanceof List<?> items && !items.isEmpty()) {
            List<@Nullable Object> list = new ArrayList<>(items.size());
            items.forEach(item -> list.add(plain(item)));
            return list;
        }
        return value;
    }
}
