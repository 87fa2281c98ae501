package io.nephoscope.support.publish;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds single metadata, as operators name them: {@code flavor.name}, with dots between levels. */
public final class MetadataPath {

    private MetadataPath() {}

    /** The text of what is there; empty if there is nothing, or a map or a list. A key may itself have dots. */
    public static String text(Map<?, ? extends @Nullable Object> metadata, String path) {
        Object value = metadata.get(path);
        int dot = path.indexOf('.');
        if (value == null && dot > 0) {
            return metadata.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                    ? text(inner, path.substring(dot + 1))
                    : "";
        }
        return value == null || value instanceof Map<?, ?> || value instanceof List<?> ? "" : value.toString();
    }
}
