package io.nephoscope.discovery.cloud;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the entries of a list; of several that mean the same the first that the cloud has. A cloud that has none of them has
 * nothing to find, which is said once.
 */
class ListDiscovery extends SharedCloudDiscovery {

    private static final Logger LOG = LoggerFactory.getLogger(ListDiscovery.class);

    /** An extension that a service does not have is looked for again after this. */
    private static final long ABSENT_NANOS = Duration.ofMinutes(10).toNanos();

    private record ReadList(List<Resource> resources) {}

    private final List<ListedKind> kinds;
    /** By the kinds that were not there, when to look again. */
    private final Map<ListedKind, Long> absentUntil = new ConcurrentHashMap<>();

    ListDiscovery(Cloud cloud, ListedKind... kinds) {
        super(cloud);
        this.kinds = List.of(kinds);
    }

    @Override
    Collection<Resource> find(Cloud cloud, DiscoveryRequest request) throws CloudException, InterruptedException {
        CloudException unsupported = null;
        for (ListedKind kind : kinds) {
            if (!cloud.offers(kind.service(), request.remaining()) || isAbsent(kind)) {
                continue;
            }
            try {
                List<Resource> found = finish(cloud, kind, sharedList(cloud, kind, request), request);
                absentUntil.remove(kind);
                return found;
            } catch (CloudException e) {
                if (e.kind() == CloudException.Kind.NOT_SUPPORTED) {
                    unsupported = e;
                } else if (!kind.optional() || e.kind() != CloudException.Kind.NOT_FOUND) {
                    throw e;
                }
                miss(kind, e.kind());
            }
        }
        if (unsupported != null) {
            throw unsupported;
        }
        return List.of();
    }

    /** Does not ask for a list again soon that was not there, and says so where there is no other that means the same. */
    private void miss(ListedKind kind, CloudException.Kind why) {
        boolean last = kind.equals(kinds.get(kinds.size() - 1));
        if (last && why == CloudException.Kind.NOT_SUPPORTED) {
            return;
        }
        if (absentUntil.put(kind, System.nanoTime() + ABSENT_NANOS) == null && last) {
            LOG.info(
                    "The cloud's service {} has no {}; nothing of them is polled.",
                    kind.service(),
                    kind.listing().key());
        }
    }

    private boolean isAbsent(ListedKind kind) {
        Long until = absentUntil.get(kind);
        return until != null && until - System.nanoTime() > 0;
    }

    /** Several discoveries may need the same list. */
    private static List<Resource> sharedList(Cloud cloud, ListedKind kind, DiscoveryRequest request)
            throws CloudException, InterruptedException {
        try {
            return request.cycle()
                    .shared(
                            ReadList.class,
                            kind.service() + kind.listing().path() + kind.headers(),
                            () -> new ReadList(list(cloud, kind, request)))
                    .resources();
        } catch (SharedLoadException e) {
            if (e.getCause() instanceof CloudException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static List<Resource> list(Cloud cloud, ListedKind kind, DiscoveryRequest request)
            throws CloudException, InterruptedException {
        List<Resource> found = new ArrayList<>();
        kind.at(cloud)
                .list(
                        kind.listing(),
                        entry -> {
                            String id = kind.name().apply(entry);
                            if (!id.isEmpty()) {
                                found.add(new Resource(id, kind.shape().apply(entry)));
                            }
                        },
                        request.remaining());
        return found;
    }

    /** What is found by a list that was read: mostly its entries. */
    List<Resource> finish(Cloud cloud, ListedKind kind, List<Resource> read, DiscoveryRequest request)
            throws CloudException, InterruptedException {
        return read;
    }
}
