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
    /** One for each level, so that entries of a list share their keys whatever stands in them. */
    private final List<EntryShape> shapes = new ArrayList<>();

    private JsonAnswer(JsonParser parser) {
        this.parser = parser;
    }

    static @Nullable Object read(InputStream in) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            if (parser.nextToken() == null) {
                throw new MalformedTextException("is empty, and no JSON");
            }
            Object value = new JsonAnswer(parser).value(0);
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

    private @Nullable Object value(int level) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(level);
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

    private Object object(int level) throws IOException {
        EntryShape shape = shape(level);
        shape.begin();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            shape.put(key, value(level + 1));
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
