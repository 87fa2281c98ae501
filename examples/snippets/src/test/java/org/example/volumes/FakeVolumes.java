package org.example.volumes;

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
import java.util.List;
import java.util.Map;

/** A cloud that has nothing but volumes. */
final class FakeVolumes implements Cloud, CloudService {

    final List<JsonObject> volumes = new ArrayList<>();
    int requests;

    void add(String project, Object size) {
        volumes.add(new JsonObject(Map.of("os-vol-tenant-attr:tenant_id", project, "size", size)));
    }

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
        throw new UnsupportedOperationException("nobody asks for addresses");
    }

    @Override
    public byte[] bytes(String path, Duration remaining) {
        return new byte[0];
    }

    @Override
    public Map<String, String> list(Listing listing, EntryReader reader, Duration remaining)
            throws CloudException, InterruptedException {
        requests++;
        for (JsonObject volume : volumes) {
            reader.read(volume);
        }
        return Map.of();
    }

    @Override
    public JsonObject get(String path, Duration remaining) {
        return new JsonObject(Map.of());
    }

    @Override
    public Map<String, String> head(String path, Duration remaining) {
        return Map.of();
    }
}
