package io.nephoscope.connector.openstack.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.EntryReader;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.support.json.EntryShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one page of a list, and where the next one is. For one page. */
public final class PageReader {

    private final String key;
    private final EntryShape shape;
    private final EntryReader entries;
    private boolean found;
    private boolean truncated;
    private int count;
    private @Nullable String next;

    /**
     * What a page told at its end.
     *
     * @param count how many entries it had
     * @param next the link to the next page
     */
    public record End(int count, Optional<String> next) {}

    /**
     * A reader of one page.
     *
     * @param key of the array; empty where the document is the array
     * @param shape of the list's entries, the same for all its pages
     */
    public PageReader(String key, EntryShape shape, EntryReader entries) {
        this.key = key;
        this.shape = shape;
        this.entries = entries;
    }

    /**
     * Reads the page, and hands over its entries as they come.
     *
     * @throws MalformedAnswerException if it is no page of such a list
     * @throws IOException if it does not come to its end
     */
    public End read(InputStream in) throws IOException, CloudException, InterruptedException {
        try {
            return JsonReader.list(in, this::page);
        } catch (JsonReader.ReaderFailure e) {
            if (e.getCause() instanceof CloudException failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException interruption) {
                throw interruption;
            }
            throw new IllegalStateException(e);
        }
    }

    private End page(JsonParser parser) throws IOException, JsonReader.ReaderFailure {
        JsonToken first = parser.nextToken();
        if (key.isEmpty() && first == JsonToken.START_ARRAY) {
            entries(parser);
        } else if (!key.isEmpty() && first == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                take(name, parser.nextToken(), parser);
            }
        }
        if (!found) {
            throw new MalformedAnswerException(
                    key.isEmpty() ? "does not answer with a list" : "does not answer with a list of " + key);
        }
        if (truncated) {
            throw new MalformedAnswerException("cuts its list off, as a limit of the service (list_limit) wants");
        }
        return new End(count, Optional.ofNullable(next));
    }

    private void take(String name, JsonToken token, JsonParser parser) throws IOException, JsonReader.ReaderFailure {
        if (name.equals(key) && token == JsonToken.START_ARRAY) {
            entries(parser);
        } else if (name.equals("next") || name.equals("links") || name.equals(key + "_links")) {
            String link = link(JsonReader.value(parser, new int[1]));
            next = link == null ? next : link;
        } else if (name.equals("truncated")) {
            truncated = token == JsonToken.VALUE_TRUE;
        } else {
            parser.skipChildren();
        }
    }

    private void entries(JsonParser parser) throws IOException, JsonReader.ReaderFailure {
        found = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new MalformedAnswerException("answers with an entry that is no object");
            }
            JsonObject entry = JsonReader.entry(parser, shape);
            count++;
            try {
                entries.read(entry);
            } catch (CloudException | InterruptedException e) {
                throw new JsonReader.ReaderFailure(e);
            }
        }
    }

    /** Either the link itself, or an object of links by relation, or a list of objects with relation and link. */
    private static @Nullable String link(@Nullable Object value) {
        if (value instanceof String link) {
            return link.isEmpty() ? null : link;
        }
        if (value instanceof JsonObject links) {
            return links.text("next").orElse(null);
        }
        if (value instanceof List<?> links) {
            for (Object each : links) {
                if (each instanceof JsonObject link
                        && link.text("rel").filter("next"::equals).isPresent()) {
                    return link.text("href").orElse(null);
                }
            }
        }
        return null;
    }
}
