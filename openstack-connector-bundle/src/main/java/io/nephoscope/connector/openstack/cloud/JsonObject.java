package io.nephoscope.connector.openstack.cloud;

import io.nephoscope.support.json.JsonMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object. Of its values, integers are {@link Long} or, beyond 63 bits, {@link java.math.BigInteger}, other
 * numbers {@link Double}, arrays {@link List}, objects {@link JsonObject}, and null is null. A value of another type
 * than is asked for is as good as none.
 *
 * @param values by their keys, in the order of the document
 */
public record JsonObject(Map<String, @Nullable Object> values) {

    public JsonObject {
        values = JsonMap.of(values);
    }

    /** A text that is not empty. */
    public Optional<String> text(String key) {
        return values.get(key) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** A number, of the type that it is in the document. */
    public Optional<Number> number(String key) {
        return values.get(key) instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    /** A truth value. */
    public Optional<Boolean> flag(String key) {
        return values.get(key) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** An object. */
    public Optional<JsonObject> object(String key) {
        return values.get(key) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** The objects of an array; what is none is left out. */
    public List<JsonObject> objects(String key) {
        return values.get(key) instanceof List<?> items
                ? items.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    /** The keys alone: values may be large, or secret. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
