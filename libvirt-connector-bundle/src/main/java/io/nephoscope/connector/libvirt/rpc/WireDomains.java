package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.DomainRef;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** How domains are named on the wire. */
final class WireDomains {

    /** The length of a name, which is 0, a UUID and an id. */
    static final int SMALLEST = 2 * Integer.BYTES + 2 * Long.BYTES;

    /** Of a name, in bytes. Libvirt's drivers make files of it, so it is much shorter; the protocol would allow 4 MiB. */
    private static final int LONGEST_NAME = 4_096;

    private WireDomains() {}

    static DomainRef read(XdrReader in) throws ProtocolException {
        String name = in.text(LONGEST_NAME);
        UUID uuid = in.uuid();
        return new DomainRef(uuid, in.int32(), name);
    }

    static List<DomainRef> readAll(XdrReader in) throws ProtocolException {
        int count = in.length(StatsReader.MOST_RECORDS, SMALLEST);
        List<DomainRef> domains = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            domains.add(read(in));
        }
        return domains;
    }

    static XdrWriter write(XdrWriter out, DomainRef domain) {
        return out.text(domain.name()).uuid(domain.uuid()).int32(domain.id());
    }

    static XdrWriter writeAll(XdrWriter out, List<DomainRef> domains) {
        out.int32(domains.size());
        domains.forEach(domain -> write(out, domain));
        return out;
    }
}
