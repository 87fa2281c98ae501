package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.driver.Shapes;
import java.util.ArrayList;
import java.util.List;

/** Reads answers that hold the statistics of many domains. For one answer in one thread. */
final class StatsReader {

    /** The most records in an answer. */
    static final int MOST_RECORDS = 16_384;

    private static final int MOST_PARAMETERS = 262_144;
    /** A domain and the number of parameters, which is 0. */
    private static final int SMALLEST_RECORD = WireDomains.SMALLEST + Integer.BYTES;
    /** The length of the name, which is 0, the type and a value. */
    private static final int SMALLEST_PARAMETER = 3 * Integer.BYTES;

    private final Shapes<WireShape> shapes;
    private long[] values = {};

    StatsReader(Shapes<WireShape> shapes) {
        this.shapes = shapes;
    }

    List<DomainStats> read(XdrReader in) throws ProtocolException {
        int count = in.length(MOST_RECORDS, SMALLEST_RECORD);
        List<DomainStats> domains = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            domains.add(readRecord(in));
        }
        in.requireEnd();
        return domains;
    }

    private DomainStats readRecord(XdrReader in) throws ProtocolException {
        DomainRef domain = WireDomains.read(in);
        int parameters = in.length(MOST_PARAMETERS, SMALLEST_PARAMETER);
        if (values.length < parameters) {
            values = new long[parameters];
        }
        for (WireShape shape : shapes.of(parameters)) {
            int next = shape.read(in, values);
            if (next >= 0) {
                in.skipTo(next);
                return shape.stats(domain, values, in.bytes());
            }
        }
        return readNew(domain, in, parameters);
    }

    private DomainStats readNew(DomainRef domain, XdrReader in, int parameters) throws ProtocolException {
        int start = in.position();
        WireShape shape = shapes.add(parameters, WireShape.learn(in, parameters));
        in.skipTo(start);
        in.skipTo(shape.read(in, values));
        return shape.stats(domain, values, in.bytes());
    }
}
