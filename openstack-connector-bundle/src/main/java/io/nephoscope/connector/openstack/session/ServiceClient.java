package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.EntryReader;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.connector.openstack.http.Deadline;
import io.nephoscope.connector.openstack.json.JsonReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One service, through whichever session is in force. */
final class ServiceClient implements CloudService {

    private static final String MICROVERSION = "OpenStack-API-Version";

    private final Supplier<CloudSession> session;
    private final String type;
    private final Map<String, String> headers;

    ServiceClient(Supplier<CloudSession> session, String type, Map<String, String> headers) {
        this.session = session;
        this.type = type;
        this.headers = Map.copyOf(headers);
    }

    @Override
    public CloudService microversion(String version) {
        return new ServiceClient(session, type, Map.of(MICROVERSION, version));
    }

    @Override
    public void list(Listing listing, EntryReader reader, Duration remaining)
            throws CloudException, InterruptedException {
        new ListReader(caller(remaining), type, listing, reader).read();
    }

    @Override
    public JsonObject get(String path, Duration remaining) throws CloudException, InterruptedException {
        return caller(remaining)
                .call("GET", ServicePath.of(path), answer -> JsonReader.document(answer.body()), () -> true);
    }

    @Override
    public Map<String, String> head(String path, Duration remaining) throws CloudException, InterruptedException {
        return caller(remaining)
                .call(
                        "HEAD",
                        ServicePath.of(path),
                        answer -> {
                            Map<String, String> first = new TreeMap<>();
                            answer.headers()
                                    .map()
                                    .forEach((String name, List<String> values) ->
                                            first.put(name.toLowerCase(Locale.ROOT), values.get(0)));
                            return Map.copyOf(first);
                        },
                        () -> true);
    }

    private ServiceCaller caller(Duration remaining) {
        return new ServiceCaller(session.get(), type, headers, Deadline.in(remaining));
    }

    @Override
    public String toString() {
        return "the service " + type;
    }
}
