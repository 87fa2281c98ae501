package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.cloud.AnswerReader;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudEndpoint;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.EntryReader;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.connector.openstack.cloud.RequestSigner;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cloud that lists what a test put there, whatever it is asked for, and has documents; or does not answer. */
public final class FakeNova implements Cloud, CloudService {

    /** What the next list holds. */
    public final List<JsonObject> listed = new ArrayList<>();

    public final Map<String, JsonObject> documents = new HashMap<>();

    /** All that was asked for, in this order. */
    public final List<String> paths = new ArrayList<>();

    /** How long each of them might take. */
    public final List<Duration> times = new ArrayList<>();

    public @Nullable String failure;

    /** How many entries a list has before it breaks. */
    public int breaksAfter = Integer.MAX_VALUE;

    @Override
    public CloudService service(String type) {
        return this;
    }

    @Override
    public boolean offers(String type, Duration remaining) {
        return true;
    }

    @Override
    public List<CloudEndpoint> endpoints(Duration remaining) {
        return List.of();
    }

    @Override
    public CloudService microversion(String version) {
        return this;
    }

    @Override
    public CloudService serviceNamed(String name) {
        return this;
    }

    @Override
    public CloudService header(String name, String value) {
        return this;
    }

    @Override
    public CloudService signedBy(RequestSigner signer) {
        return this;
    }

    @Override
    public CloudService atHost() {
        return this;
    }

    @Override
    public <T> T read(URI address, AnswerReader<T> reader, Duration remaining) {
        throw new AssertionError("nobody asks for addresses");
    }

    @Override
    public byte[] bytes(String path, Duration remaining) {
        throw new AssertionError("nobody asks for bytes");
    }

    @Override
    public Map<String, String> list(Listing listing, EntryReader reader, Duration remaining)
            throws CloudException, InterruptedException {
        ask(listing.path(), remaining);
        int read = 0;
        for (JsonObject entry : List.copyOf(listed)) {
            if (read++ == breaksAfter) {
                throw new CloudException(Kind.UNREACHABLE, "the connection broke");
            }
            reader.read(kept(entry, listing));
        }
        return Map.of();
    }

    private static JsonObject kept(JsonObject entry, Listing listing) {
        Map<String, @Nullable Object> values = new HashMap<>(entry.values());
        values.keySet()
                .removeIf(
                        key -> !listing.keys().isEmpty() && !listing.keys().contains(key) && !key.equals(listing.id()));
        return new JsonObject(values);
    }

    @Override
    public JsonObject get(String path, Duration remaining) throws CloudException {
        ask(path, remaining);
        JsonObject document = documents.get(path);
        if (document == null) {
            throw new CloudException(Kind.NOT_FOUND, path + " is not there");
        }
        return document;
    }

    @Override
    public Map<String, String> head(String path, Duration remaining) {
        throw new AssertionError("nobody asks for headers alone");
    }

    private void ask(String path, Duration remaining) throws CloudException {
        times.add(remaining);
        paths.add(path);
        if (failure != null) {
            throw new CloudException(Kind.SERVICE, failure);
        }
    }

    public static JsonObject json(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return new JsonObject(values);
    }
}
