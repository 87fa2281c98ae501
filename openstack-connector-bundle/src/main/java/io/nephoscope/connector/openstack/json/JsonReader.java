package io.nephoscope.connector.openstack.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.support.json.EntryShape;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes values of JSON, within bounds. */
public final class JsonReader {

    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_NAME = 10_000;
    private static final long LARGEST_DOCUMENT = 32 << 20;
    private static final int MOST_VALUES = 200_000;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(LONGEST_TEXT)
            .maxNumberLength(LONGEST_NUMBER)
            .maxNameLength(LONGEST_NAME)
            .build();

    /** Names of keys are shared within a document, but not kept for the life of the process. */
    private static final JsonFactory LISTS = factory(LIMITS);

    private static final JsonFactory DOCUMENTS =
            factory(LIMITS.rebuild().maxDocumentLength(LARGEST_DOCUMENT).build());

    private JsonReader() {}

    private static JsonFactory factory(StreamReadConstraints limits) {
        return JsonFactory.builder()
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .streamReadConstraints(limits)
                .build();
    }

    /** What reads one answer. */
    interface Reading<T> {

        T read(JsonParser parser) throws IOException, ReaderFailure;
    }

    /** Carries what a reader of entries threw through the parser. */
    static final class ReaderFailure extends Exception {

        private static final long serialVersionUID = 1;

        ReaderFailure(Exception cause) {
            super(cause);
        }
    }

    /**
     * Reads a document that is one object.
     *
     * @throws MalformedAnswerException if it is none
     * @throws IOException if it does not come to its end
     */
    public static JsonObject document(InputStream in) throws IOException {
        try {
            return parse(in, DOCUMENTS, parser -> {
                if (parser.nextToken() == JsonToken.START_OBJECT
                        && value(parser, new int[1]) instanceof JsonObject object) {
                    return object;
                }
                throw new MalformedAnswerException("does not answer with a JSON object");
            });
        } catch (ReaderFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a list, of any length. */
    static <T> T list(InputStream in, Reading<T> reading) throws IOException, ReaderFailure {
        return parse(in, LISTS, reading);
    }

    private static <T> T parse(InputStream in, JsonFactory factory, Reading<T> reading)
            throws IOException, ReaderFailure {
        try (JsonParser parser = factory.createParser(in)) {
            return reading.read(parser);
        } catch (JsonEOFException e) {
            // The connection ended without a word, as one that is not told its length may.
            EOFException cut = new EOFException("the answer is cut off");
            cut.initCause(e);
            throw cut;
        } catch (StreamConstraintsException e) {
            throw malformed("answers with JSON that is larger or deeper than any honest one", e);
        } catch (JsonParseException e) {
            throw malformed(
                    "does not answer with JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")",
                    e);
        }
    }

    private static MalformedAnswerException malformed(String message, Exception cause) {
        MalformedAnswerException malformed = new MalformedAnswerException(message);
        malformed.initCause(cause);
        return malformed;
    }

    /**
     * The value that begins with the current token.
     *
     * @param count of values so far in this entry or document
     */
    static @Nullable Object value(JsonParser parser, int[] count) throws IOException {
        return value(parser, count, null);
    }

    /** One entry of a list, which begins with the current token. */
    static JsonObject entry(JsonParser parser, EntryShape shape) throws IOException {
        int[] count = new int[1];
        shape.begin();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            if (shape.keeps(key)) {
                shape.put(key, value(parser, count, shape));
            } else {
                parser.skipChildren();
            }
        }
        return new JsonObject(shape.end());
    }

    /** @param shape keeps equal texts once; null if there is no list whose entries may have equal ones */
    private static @Nullable Object value(JsonParser parser, int[] count, @Nullable EntryShape shape)
            throws IOException {
        if (++count[0] > MOST_VALUES) {
            throw new MalformedAnswerException("answers with an entry of more than " + MOST_VALUES + " values");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, count, shape);
            case START_ARRAY -> array(parser, count, shape);
            case VALUE_STRING -> shape == null ? parser.getText() : shape.shared(parser.getText());
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

    private static JsonObject object(JsonParser parser, int[] count, @Nullable EntryShape shape) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            values.put(key, value(parser, count, shape));
        }
        return new JsonObject(values);
    }

    private static List<@Nullable Object> array(JsonParser parser, int[] count, @Nullable EntryShape shape)
            throws IOException {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return List.of();
        }
        List<@Nullable Object> items = new ArrayList<>(1);
        do {
            items.add(value(parser, count, shape));
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return Collections.unmodifiableList(items);
    }
}
