package io.nephoscope.pollsters.central;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.JointReadings;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** How many record sets a zone of Designate's has. The count stands in the first page of their list; Ceilometer reads them all. */
final class RecordsetMeter {

    private final JointReadings readings = new JointReadings();
    private final CloudService designate;

    private record Recordsets(long count) {}

    RecordsetMeter(Cloud cloud) {
        designate = cloud.service("dns").header("X-Auth-All-Projects", "true");
    }

    AskedMeter row() {
        return AskedMeter.gauge("dns.zone.recordsets", "recordset", DnsMeters.DISCOVERY, "dns recordsets", this::read);
    }

    private void read(Resource zone, Poll poll, AskedMeter.Sink sink) throws OddEntryException, InterruptedException {
        JsonObject entry = FoundEntries.of(zone, DnsMeters.DISCOVERY);
        Recordsets all = readings.shared(poll.cycle(), Recordsets.class, zone.id(), () -> count(zone, poll));
        sink.take(all.count(), DnsMeters.ZONE.subject(entry));
    }

    private Recordsets count(Resource zone, Poll poll) throws CloudException, InterruptedException {
        String path = "/v2/zones/" + UrlText.encoded(zone.id()) + "/recordsets";
        JsonObject page = designate.get(path + "?limit=1", poll.remaining());
        Optional<Number> total = page.object("metadata").flatMap(metadata -> metadata.number("total_count"));
        return new Recordsets(total.isPresent() ? total.get().longValue() : counted(path, poll));
    }

    /** Of one that does not tell. */
    private long counted(String path, Poll poll) throws CloudException, InterruptedException {
        AtomicLong count = new AtomicLong();
        designate.list(Listing.of(path, "recordsets"), recordset -> count.incrementAndGet(), poll.remaining());
        return count.get();
    }
}
