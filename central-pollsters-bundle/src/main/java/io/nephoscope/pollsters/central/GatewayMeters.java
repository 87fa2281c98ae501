package io.nephoscope.pollsters.central;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.JointReadings;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Meters of a Ceph gateway, by its admin interface: of each project's buckets and requests. A project that the gateway does not
 * know has none.
 */
final class GatewayMeters {

    private static final String DISCOVERY = ObjectStoreMeters.DISCOVERY;
    private static final String BUCKETS = "radosgw buckets";
    private static final String USAGE = "radosgw usage";
    private static final long KIB = 1024;
    private static final JsonObject NO_USE = new JsonObject(Map.of());

    private final JointReadings readings = new JointReadings();
    private final CloudService gateway;
    private final GatewaySettings settings;

    /** What one category of use has in one bucket; most have one. */
    private record Bucket(String name, long objects, long kib) {}

    /**
     * All that a project has.
     *
     * @param count of its buckets
     */
    private record Buckets(int count, List<Bucket> categories) {}

    private record Requests(long count) {}

    GatewayMeters(CloudService gateway, GatewaySettings settings) {
        this.gateway = gateway;
        this.settings = settings;
    }

    List<AskedMeter> rows() {
        return List.of(
                AskedMeter.gauge(
                        "radosgw.containers.objects", "object", DISCOVERY, BUCKETS, eachBucket(Bucket::objects)),
                AskedMeter.gauge(
                        "radosgw.containers.objects.size", "B", DISCOVERY, BUCKETS, eachBucket(b -> b.kib() * KIB)),
                AskedMeter.gauge(
                        "radosgw.objects", "object", DISCOVERY, BUCKETS, allBuckets(all -> sum(all, Bucket::objects))),
                AskedMeter.gauge(
                        "radosgw.objects.size",
                        "B",
                        DISCOVERY,
                        BUCKETS,
                        allBuckets(all -> sum(all, Bucket::kib) * KIB)),
                AskedMeter.gauge(
                        "radosgw.objects.containers", "object", DISCOVERY, BUCKETS, allBuckets(Buckets::count)),
                new AskedMeter(
                        "radosgw.usage",
                        Meter.gauge("radosgw.api.request", "request"),
                        DISCOVERY,
                        USAGE,
                        this::requests));
    }

    private static long sum(Buckets all, ToLongFunction<Bucket> what) {
        return all.categories().stream().mapToLong(what).sum();
    }

    private AskedMeter.Reading eachBucket(ToLongFunction<Bucket> what) {
        return (project, poll, sink) -> {
            Owner owner = Owner.of(null, project.id());
            for (Bucket bucket : bucketsOf(project, poll).categories()) {
                sink.take(
                        what.applyAsLong(bucket),
                        new Subject(project.id() + "/" + bucket.name(), owner, Metadata.EMPTY));
            }
        };
    }

    private AskedMeter.Reading allBuckets(ToLongFunction<Buckets> what) {
        return (project, poll, sink) -> sink.take(what.applyAsLong(bucketsOf(project, poll)), subject(project));
    }

    private void requests(Resource project, Poll poll, AskedMeter.Sink sink) throws InterruptedException {
        Requests requests =
                readings.shared(poll.cycle(), Requests.class, project.id(), () -> readUsage(project.id(), poll));
        sink.take(requests.count(), subject(project));
    }

    private static Subject subject(Resource project) {
        return new Subject(project.id(), Owner.of(null, project.id()), Metadata.EMPTY);
    }

    private Buckets bucketsOf(Resource project, Poll poll) throws InterruptedException {
        return readings.shared(poll.cycle(), Buckets.class, project.id(), () -> readBuckets(project.id(), poll));
    }

    private Buckets readBuckets(String project, Poll poll)
            throws CloudException, OddEntryException, InterruptedException {
        List<JsonObject> entries = new ArrayList<>();
        String path = "/admin/bucket?stats=true&uid=" + UrlText.encoded(settings.user(project));
        try {
            gateway.list(Listing.of(path, "").withoutIds(), entries::add, poll.remaining());
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.NOT_FOUND) {
                throw e;
            }
        }
        List<Bucket> categories = new ArrayList<>();
        for (JsonObject entry : entries) {
            String name = entry.text("bucket").orElseThrow(() -> new OddEntryException("has a bucket without a name"));
            JsonObject usage = entry.object("usage").orElse(NO_USE);
            for (String category : usage.values().keySet()) {
                if (usage.values().get(category) instanceof JsonObject use) {
                    categories.add(new Bucket(name, number(use, "num_objects"), number(use, "size_kb")));
                }
            }
        }
        return new Buckets(entries.size(), List.copyOf(categories));
    }

    private static long number(JsonObject use, String key) throws OddEntryException {
        return use.number(key)
                .orElseThrow(() -> new OddEntryException("has a bucket without " + key))
                .longValue();
    }

    private Requests readUsage(String project, Poll poll)
            throws CloudException, OddEntryException, InterruptedException {
        String path = "/admin/usage?uid=" + UrlText.encoded(settings.user(project));
        long count = 0;
        try {
            for (JsonObject summary : gateway.get(path, poll.remaining()).objects("summary")) {
                count += summary.object("total")
                        .flatMap(total -> total.number("ops"))
                        .orElseThrow(() -> new OddEntryException("its usage tells no ops"))
                        .longValue();
            }
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.NOT_FOUND) {
                throw e;
            }
        }
        return new Requests(count);
    }
}
