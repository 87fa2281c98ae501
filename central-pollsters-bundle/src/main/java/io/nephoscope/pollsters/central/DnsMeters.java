package io.nephoscope.pollsters.central;

import static io.nephoscope.pollsters.central.ListedMeter.gauge;
import static io.nephoscope.pollsters.central.Volume.numberOrZero;

import java.util.List;

/** Meters of Designate's zones that their list tells. */
final class DnsMeters {

    static final String DISCOVERY = "dns_zones";

    static final SubjectRow ZONE = SubjectRow.plain()
            .ownedBy(Field.NONE, Field.optional("project_id"))
            .withOptional("name", "email", "ttl", "description", "type", "status", "action", "serial", "pool_id");

    static final List<ListedMeter> ROWS = List.of(
            gauge(
                    "dns.zone.status",
                    "status",
                    DISCOVERY,
                    ZONE,
                    StatusCodes.from(1, "active", "pending", "error", "deleted").of("status")),
            gauge("dns.zone.ttl", "second", DISCOVERY, ZONE, numberOrZero("ttl")),
            gauge("dns.zone.serial", "serial", DISCOVERY, ZONE, numberOrZero("serial")));

    private DnsMeters() {}
}
