package io.nephoscope.pollsters.central;

import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON of the tests as the connector reads it. */
final class Json {

    private Json() {}

    static JsonObject of(String text) {
        try {
            return JsonReader.document(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
