package io.nephoscope.pollsters.central;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.JointReadings;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The accounts that projects have in Swift, each read once per cycle for all meters: by the headers of the list of its
 * containers, of which one is read, or all where the cycle polls containers too. Thread-safe.
 */
final class SwiftAccounts {

    static final String SERVICE = "object-store";

    private static final Set<String> KEYS = Set.of("name", "count", "bytes", "storage_policy");

    private final JointReadings readings = new JointReadings();
    private final CloudService swift;
    private final Supplier<String> prefix;
    private final Set<String> metersOfContainers;

    /**
     * One account.
     *
     * @param headers by their names in lower case
     * @param containers empty also where nobody needs them
     */
    record Account(Map<String, String> headers, List<JsonObject> containers) {}

    /** Shared as such, since a project may have no account. */
    private record Found(Optional<Account> account) {}

    /**
     * Accounts of a cloud.
     *
     * @param prefix what stands before a project's id in the name of its account
     * @param metersOfContainers the pollsters that need the list
     */
    SwiftAccounts(Cloud cloud, Supplier<String> prefix, Set<String> metersOfContainers) {
        swift = cloud.service(SERVICE);
        this.prefix = prefix;
        this.metersOfContainers = metersOfContainers;
    }

    /** The account of a project; empty if it has none. */
    Optional<Account> of(Resource project, Poll poll) throws InterruptedException {
        boolean listed = metersOfContainers.stream().anyMatch(poll.cycle().pollsters()::contains);
        String key = (listed ? "all " : "first ") + project.id();
        return readings.shared(poll.cycle(), Found.class, key, () -> new Found(read(project.id(), listed, poll)))
                .account();
    }

    private Optional<Account> read(String project, boolean listed, Poll poll)
            throws CloudException, InterruptedException {
        String path = "/v1/" + UrlText.encoded(prefix.get() + project);
        try {
            if (!listed) {
                // No HEAD: under eventlet, Swift answers it with 204 and chunks, and the JDK's client takes no such
                // answer.
                Listing first = Listing.of(path + "?format=json&limit=1", "")
                        .identifiedBy("name")
                        .keeping(KEYS);
                return Optional.of(new Account(swift.list(first, container -> {}, poll.remaining()), List.of()));
            }
            List<JsonObject> containers = new ArrayList<>();
            Listing listing = Listing.of(path + "?format=json", "")
                    .identifiedBy("name")
                    .pagedByMarker()
                    .countedBy("x-account-container-count")
                    .keeping(KEYS);
            Map<String, String> headers = swift.list(listing, containers::add, poll.remaining());
            return Optional.of(new Account(headers, List.copyOf(containers)));
        } catch (CloudException e) {
            if (e.kind() == CloudException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
