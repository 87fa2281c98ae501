package io.nephoscope.core.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Ceilometer makes of polling.yaml, recorded from its own code. */
public final class Vectors {

    private Vectors() {}

    /** One recorded case. */
    public record Case(Map<?, ?> fields) {

        public boolean has(String key) {
            return fields.containsKey(key);
        }

        public @Nullable Object get(String key) {
            return fields.get(key);
        }

        public <T> T get(String key, Class<T> type) {
            return type.cast(Objects.requireNonNull(fields.get(key), key));
        }

        public List<String> texts(String key) {
            List<?> texts = get(key, List.class);
            return texts.stream().map(String.class::cast).toList();
        }
    }

    /** The whole record; JSON is YAML. */
    public static Case all() {
        try (InputStream file = Vectors.class.getResourceAsStream("/polling-yaml.json")) {
            Load load = new Load(LoadSettings.builder().build());
            return new Case((Map<?, ?>) load.loadFromInputStream(Objects.requireNonNull(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cases of one kind. */
    public static List<Case> cases(String kind) {
        List<?> cases = all().get(kind, List.class);
        return cases.stream().map(fields -> new Case((Map<?, ?>) fields)).toList();
    }
}
