package io.nephoscope.pollsters.dynamic.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.nephoscope.support.json.EntryShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes of JSON the values that Python's {@code json.loads} makes: also of a text that is no object, and of {@code NaN}.
 * Objects of one level share keys and texts that are equal. For one document, in one thread.
 */
final class JsonAnswer {

    private static final int DEEPEST = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(16 << 20)
                    .maxNumberLength(1_000)
                    .maxNameLength(50_000)
                    .build())
            .build();

    private final JsonParser parser;
    private final EntryKeys keys;
    private final EntryShape entries;
    /** One for each level, so that entries of a list share their keys whatever stands in them. */
    private final List<EntryShape> shapes = new ArrayList<>();

    private JsonAnswer(JsonParser parser, EntryKeys keys) {
        this.parser = parser;
        this.keys = keys;
        entries = new EntryShape(keys.kept());
    }

    static @Nullable Object read(InputStream in, EntryKeys keys) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            if (parser.nextToken() == null) {
                throw new MalformedTextException("is empty, and no JSON");
            }
            Object value = new JsonAnswer(parser, keys).document();
            if (parser.nextToken() != null) {
                throw new MalformedTextException("goes on after the end of its JSON");
            }
            return value;
        } catch (JsonEOFException e) {
            throw malformed("is cut off", e);
        } catch (StreamConstraintsException e) {
            throw malformed("is JSON that is larger or deeper than any honest one", e);
        } catch (JsonParseException e) {
            throw malformed(
                    "is no JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")",
                    e);
        }
    }

    private static MalformedTextException malformed(String message, Exception cause) {
        MalformedTextException malformed = new MalformedTextException(message);
        malformed.initCause(cause);
        return malformed;
    }

    private @Nullable Object document() throws IOException {
        return switch (parser.currentToken()) {
            case START_ARRAY -> entries(0);
            case START_OBJECT -> leading(0);
            default -> value(0);
        };
    }

    /** An object in which, or below which, the entries are. */
    private Object leading(int level) throws IOException {
        EntryShape shape = shape(level);
        shape.begin();
        boolean isFirst = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken begun = parser.nextToken();
            boolean leads = keys.leads(key, level, isFirst);
            isFirst = false;
            if (leads && keys.arrives(level)) {
                shape.put(key, entries(level + 1));
            } else if (leads && begun == JsonToken.START_OBJECT) {
                shape.put(key, leading(level + 1));
            } else {
                shape.put(key, value(level + 1));
            }
        }
        return shape.end();
    }

    /** The entries: a list of them, or one alone. */
    private @Nullable Object entries(int level) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return object(level, entries);
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return value(level);
        }
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(parser.currentToken() == JsonToken.START_OBJECT ? object(level + 1, entries) : value(level + 1));
        }
        return Collections.unmodifiableList(items);
    }

    private @Nullable Object value(int level) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(level, shape(level));
            case START_ARRAY -> array(level);
            case VALUE_STRING -> shape(level).shared(parser.getText());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Object object(int level, EntryShape shape) throws IOException {
        shape.begin();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            if (shape.keeps(key)) {
                shape.put(key, value(level + 1));
            } else {
                parser.skipChildren();
            }
        }
        return shape.end();
    }

    private List<@Nullable Object> array(int level) throws IOException {
        List<@Nullable Object> items = new ArrayList<>(1);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(level + 1));
        }
        return Collections.unmodifiableList(items);
    }

    private EntryShape shape(int level) {
        while (shapes.size() <= level) {
            shapes.add(new EntryShape(Set.of()));
        }
        return shapes.get(level);
    }
}
