package io.nephoscope.pollsters.central;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Meters of Swift: of each project's account, and of the containers in it. */
final class ObjectStoreMeters {

    static final String DISCOVERY = "tenant";

    private static final String CONTAINER_OBJECTS = "storage.containers.objects";
    private static final String CONTAINER_SIZE = "storage.containers.objects.size";
    private static final String POLICY = "storage_policy";

    private final Cloud cloud;
    private final SwiftAccounts accounts;

    ObjectStoreMeters(Cloud cloud, Supplier<String> prefix) {
        this.cloud = cloud;
        accounts = new SwiftAccounts(cloud, prefix, Set.of(CONTAINER_OBJECTS, CONTAINER_SIZE));
    }

    List<AskedMeter> rows() {
        return List.of(
                AskedMeter.gauge(
                        "storage.objects",
                        "object",
                        DISCOVERY,
                        SwiftAccounts.SERVICE,
                        account("x-account-object-count")),
                AskedMeter.gauge(
                        "storage.objects.size", "B", DISCOVERY, SwiftAccounts.SERVICE, account("x-account-bytes-used")),
                AskedMeter.gauge(
                        "storage.objects.containers",
                        "container",
                        DISCOVERY,
                        SwiftAccounts.SERVICE,
                        account("x-account-container-count")),
                AskedMeter.gauge(CONTAINER_OBJECTS, "object", DISCOVERY, SwiftAccounts.SERVICE, containers("count")),
                AskedMeter.gauge(CONTAINER_SIZE, "B", DISCOVERY, SwiftAccounts.SERVICE, containers("bytes")));
    }

    private AskedMeter.Reading account(String header) {
        return (project, poll, sink) -> {
            Optional<SwiftAccounts.Account> account = accountOf(project, poll);
            if (account.isPresent()) {
                sink.take(
                        number(account.get().headers(), header),
                        new Subject(project.id(), Owner.of(null, project.id()), Metadata.EMPTY));
            }
        };
    }

    private AskedMeter.Reading containers(String key) {
        return (project, poll, sink) -> {
            Optional<SwiftAccounts.Account> account = accountOf(project, poll);
            if (account.isEmpty()) {
                return;
            }
            Owner owner = Owner.of(null, project.id());
            for (JsonObject container : account.get().containers()) {
                String name = container.text("name").orElseThrow(() -> new OddEntryException("has no name"));
                Number volume = container
                        .number(key)
                        .orElseThrow(() -> new OddEntryException("has a container without " + key + ": " + name));
                sink.take(volume, new Subject(project.id() + "/" + name, owner, policy(container)));
            }
        };
    }

    /** Nothing where the cloud has no Swift. */
    private Optional<SwiftAccounts.Account> accountOf(Resource project, Poll poll)
            throws CloudException, InterruptedException {
        return cloud.offers(SwiftAccounts.SERVICE, poll.remaining()) ? accounts.of(project, poll) : Optional.empty();
    }

    private static Metadata policy(JsonObject container) {
        @Nullable Object policy = container.values().get(POLICY);
        return policy == null ? Metadata.EMPTY.with(POLICY, null) : Metadata.of(Map.of(POLICY, policy));
    }

    private static Number number(Map<String, String> headers, String name) throws OddEntryException {
        try {
            return Long.valueOf(headers.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw new OddEntryException("its account tells no number by the header " + name);
        }
    }
}
