package io.nephoscope.coordination.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of etcd's gateway, which leaves out whatever is zero, false or empty, and writes long integers as texts
 * and keys and values in base 64.
 */
record GatewayAnswer(Map<String, @Nullable Object> fields) {

    private static final GatewayAnswer EMPTY = new GatewayAnswer(Map.of());
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    /** @throws IOException if it is no JSON object */
    static GatewayAnswer read(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("etcd does not answer with a JSON object");
            }
            return object(parser);
        }
    }

    private static GatewayAnswer object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return new GatewayAnswer(fields);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    /** A text, number or truth value as it stands there; empty if it is not there. */
    String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    boolean isTrue(String name) {
        return text(name).equals("true");
    }

    /** @throws IOException if it is no number */
    long number(String name) throws IOException {
        String text = text(name);
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("etcd answers with a " + name + " that is no number", e);
        }
    }

    /** What base 64 hides. */
    String decoded(String name) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(text(name)), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("etcd answers with a " + name + " that is not in base 64", e);
        }
    }

    GatewayAnswer object(String name) {
        return fields.get(name) instanceof GatewayAnswer object ? object : EMPTY;
    }

    List<GatewayAnswer> objects(String name) {
        List<GatewayAnswer> objects = new ArrayList<>();
        if (fields.get(name) instanceof List<?> items) {
            for (Object item : items) {
                objects.add(item instanceof GatewayAnswer object ? object : EMPTY);
            }
        }
        return objects;
    }
}
