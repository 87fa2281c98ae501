package io.nephoscope.pollsters.compute;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A JSON object of the test data, with all integers as longs. */
record Json(Map<String, @Nullable Object> values) {

    /** Reads a file beside a class. */
    static Json load(Class<?> neighbour, String file) {
        try (InputStream json = requireNonNull(neighbour.getResourceAsStream(file), file)) {
            return of(requireNonNull(new Load(LoadSettings.builder().build()).loadFromInputStream(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String key) {
        return (String) get(key);
    }

    Json object(String key) {
        return of(get(key));
    }

    Stream<Json> objects(String key) {
        return ((List<?>) get(key)).stream().map(Json::of);
    }

    private Object get(String key) {
        return requireNonNull(values.get(key), key);
    }

    private static Json of(@Nullable Object object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) requireNonNull(object)).forEach((key, value) -> values.put((String) key, widened(value)));
        return new Json(values);
    }

    private static @Nullable Object widened(@Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            return of(value).values();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::widened).toList();
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }
}
