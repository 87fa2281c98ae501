package io.nephoscope.pollsters.central;

import io.nephoscope.connector.openstack.cloud.AnswerReader;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudEndpoint;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.EntryReader;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.connector.openstack.cloud.RequestSigner;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A cloud that has one answer for each path, whatever the service; what has none is not there. */
final class CannedCloud implements Cloud, CloudService {

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    /** Paths that never answer. */
    final Set<String> hanging = new HashSet<>();

    final Set<String> missingServices = new HashSet<>();
    final Map<String, Map<String, String>> headers = new HashMap<>();
    final Map<String, JsonObject> documents = new HashMap<>();

    @Override
    public CloudService service(String type) {
        return this;
    }

    @Override
    public CloudService serviceNamed(String name) {
        return this;
    }

    @Override
    public boolean offers(String type, Duration remaining) {
        return !missingServices.contains(type);
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

    /** The list is the array {@code entries} of the document. */
    @Override
    public Map<String, String> list(Listing listing, EntryReader reader, Duration remaining)
            throws CloudException, InterruptedException {
        if (hanging.contains(listing.path())) {
            new CountDownLatch(1).await();
        }
        for (JsonObject entry : document(listing.path()).objects("entries")) {
            reader.read(entry);
        }
        return headers.getOrDefault(listing.path(), Map.of());
    }

    @Override
    public JsonObject get(String path, Duration remaining) throws CloudException {
        return document(path);
    }

    @Override
    public <T> T read(URI address, AnswerReader<T> reader, Duration remaining) throws CloudException {
        throw missing(address.toString());
    }

    @Override
    public byte[] bytes(String path, Duration remaining) throws CloudException {
        throw missing(path);
    }

    @Override
    public Map<String, String> head(String path, Duration remaining) throws CloudException {
        asked.add("HEAD " + path);
        Map<String, String> found = headers.get(path);
        if (found == null) {
            throw missing(path);
        }
        return found;
    }

    private JsonObject document(String path) throws CloudException {
        asked.add("GET " + path);
        JsonObject found = documents.get(path);
        if (found == null) {
            throw missing(path);
        }
        return found;
    }

    private static CloudException missing(String path) {
        return new CloudException(CloudException.Kind.NOT_FOUND, "there is no " + path);
    }
}
