package io.nephoscope.shell.text;

import io.nephoscope.support.json.JsonWriter;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.dto.DTO;

/** Writes values as JSON on one line; a DTO's public fields are its members. */
public final class DtoJson {

    private static final JsonWriter WRITER = JsonWriter.of(DtoJson::members);

    private DtoJson() {}

    public static String of(@Nullable Object value) {
        return WRITER.text(value);
    }

    private static @Nullable Object members(Object value) {
        if (!(value instanceof DTO)) {
            return null;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Field field : value.getClass().getFields()) {
            try {
                members.put(field.getName(), field.get(value));
            } catch (IllegalAccessException e) {
                throw new IllegalArgumentException("fields of a DTO are public, but " + field + " is not", e);
            }
        }
        return members;
    }
}
