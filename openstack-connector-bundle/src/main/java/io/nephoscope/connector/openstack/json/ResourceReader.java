package io.nephoscope.connector.openstack.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.support.json.EntryShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads resources that were written as one object each. */
public final class ResourceReader {

    private ResourceReader() {}

    /** @throws IOException if it is not that */
    public static List<Resource> read(InputStream in) throws IOException {
        try {
            return JsonReader.list(in, ResourceReader::resources);
        } catch (JsonReader.ReaderFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Resource> resources(JsonParser parser) throws IOException {
        List<Resource> resources = new ArrayList<>();
        EntryShape shape = new EntryShape(Set.of());
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw new MalformedAnswerException("is no list of resources");
            }
            resources.add(resource(parser, shape));
        }
        return resources;
    }

    private static Resource resource(JsonParser parser, EntryShape shape) throws IOException {
        String id = null;
        Object detail = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            if (key.equals("id") && value == JsonToken.VALUE_STRING) {
                id = parser.getText();
            } else if (key.equals("detail")) {
                detail = detail(parser, value, shape);
            } else {
                parser.skipChildren();
            }
        }
        if (id == null || detail == null) {
            throw new MalformedAnswerException("has a resource without an id or a detail");
        }
        return new Resource(id, detail);
    }

    private static @Nullable Object detail(JsonParser parser, JsonToken value, EntryShape shape) throws IOException {
        return value == JsonToken.START_OBJECT
                ? JsonReader.entry(parser, shape)
                : JsonReader.value(parser, new int[1]) instanceof String text ? text : null;
    }
}
