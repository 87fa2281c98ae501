package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.http.EndpointGate;
import io.nephoscope.connector.openstack.identity.Token;
import io.nephoscope.connector.openstack.identity.TokenSource;
import io.nephoscope.support.http.ApiClient;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/** All that lasts as long as the settings do: the client, the token, a gate for each service asked. Thread-safe. */
final class CloudSession implements AutoCloseable {

    private final CloudSettings settings;
    private final ApiClient client;
    private final TokenSource tokens;
    private final Semaphore slots;
    private final Map<String, EndpointGate> gates = new TreeMap<>();

    /** Opens nothing. */
    CloudSession(CloudSettings settings, TokenSource.Pauses pauses) {
        this.settings = settings;
        client = new ApiClient(settings.http(), "openstack-http");
        tokens = new TokenSource(client, settings.credentials(), pauses);
        slots = new Semaphore(settings.http().parallel(), true);
    }

    CloudSettings settings() {
        return settings;
    }

    ApiClient client() {
        return client;
    }

    TokenSource tokens() {
        return tokens;
    }

    /** The gate of a service, by whatever name plugins ask for it. */
    synchronized EndpointGate gate(ServiceKey service) {
        return gates.computeIfAbsent(
                service.canonical(),
                name -> new EndpointGate(name, settings.http().parallelPerEndpoint(), slots, InstantSource.system()));
    }

    synchronized List<EndpointGate.State> states() {
        return gates.values().stream().map(EndpointGate::state).toList();
    }

    /** Where a service is. */
    URI endpoint(ServiceKey service, Token token) throws CloudException {
        Optional<URI> override = override(service);
        return override.isPresent() ? override.get() : service.endpoint(token.catalogue(), settings.choice());
    }

    /** What counts instead of the catalogue's address, by whatever name the operator wrote it. */
    Optional<URI> override(ServiceKey service) {
        return service.names().stream()
                .flatMap(name -> Optional.ofNullable(settings.overrides().get(name)).stream())
                .findFirst();
    }

    /** Makes room for another session; requests under way go on. */
    void retire() {
        client.retire();
    }

    @Override
    public void close() {
        client.close();
    }
}
