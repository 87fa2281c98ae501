package io.nephoscope.connector.openstack.transfer;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.json.ResourceReader;
import io.nephoscope.support.json.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * Resources as lines of JSON, one for each: its id, and its detail, which is a {@link JsonObject} or a text. What is read is
 * equal to what was written, with numbers of the same types.
 */
public final class ResourceLines {

    private static final JsonWriter JSON =
            JsonWriter.of(value -> value instanceof JsonObject object ? object.values() : null);

    private ResourceLines() {}

    /**
     * Writes resources. Leaves the stream open.
     *
     * @throws IOException if a detail is neither, or the stream fails
     */
    public static void write(Collection<Resource> resources, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        for (Resource resource : resources) {
            Object detail = resource.detail();
            if (!(detail instanceof JsonObject || detail instanceof String)) {
                throw new IOException("the detail of resource " + resource.id() + " is a "
                        + detail.getClass().getName() + ", neither a JSON object nor a text");
            }
            line.setLength(0);
            line.append("{\"id\":");
            JSON.append(line, resource.id());
            line.append(",\"detail\":");
            JSON.append(line, detail);
            writer.append(line.append("}\n"));
        }
        writer.flush();
    }

    /**
     * Reads what was written.
     *
     * @throws IOException if it is something else
     */
    public static List<Resource> read(InputStream in) throws IOException {
        return ResourceReader.read(in);
    }
}
