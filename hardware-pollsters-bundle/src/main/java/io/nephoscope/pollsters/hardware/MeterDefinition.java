package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.sample.Meter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One metric of the file. Where it stands there is no part of it, so that it stays the same when others come and go.
 *
 * @param isTable whether there is a value for each row of a column
 * @param value what is measured
 * @param wide the counter of 64 bits that is read instead where the device has it
 * @param metadata what describes it, in the order of the file
 */
record MeterDefinition(
        Meter meter,
        boolean isTable,
        SnmpField value,
        Optional<SnmpField> wide,
        Map<String, SnmpField> metadata,
        PostOperation post) {

    private static final String IN_OCTETS = "1.3.6.1.2.1.2.2.1.10";
    private static final String OUT_OCTETS = "1.3.6.1.2.1.2.2.1.16";
    private static final String WIDE_IN_OCTETS = "1.3.6.1.2.1.31.1.1.1.6";
    private static final String WIDE_OUT_OCTETS = "1.3.6.1.2.1.31.1.1.1.10";
    private static final Map<String, String> WIDE = Map.of(IN_OCTETS, WIDE_IN_OCTETS, OUT_OCTETS, WIDE_OUT_OCTETS);

    MeterDefinition {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    String name() {
        return meter.name();
    }

    /** The same with counters of 64 bits, where there are such. */
    MeterDefinition widened() {
        String oid = isTable ? WIDE.get(value.oid()) : null;
        return oid == null
                ? this
                : new MeterDefinition(
                        meter, true, value, Optional.of(new SnmpField(oid, value.converter())), metadata, post);
    }

    /** The OIDs that are read exactly. */
    Stream<String> exact() {
        Stream<String> own = isTable ? Stream.empty() : oids();
        return post == PostOperation.MEMORY ? Stream.concat(own, Stream.of(PostOperation.MEMORY_TOTAL)) : own;
    }

    /** The columns that are read. */
    Stream<String> columns() {
        Stream<String> own = isTable ? oids() : Stream.empty();
        return post == PostOperation.NET ? Stream.concat(own, Stream.of(PostOperation.ADDRESSES)) : own;
    }

    private Stream<String> oids() {
        Collection<SnmpField> described = metadata.values();
        return Stream.of(Stream.of(value), wide.stream(), described.stream())
                .flatMap(fields -> fields)
                .map(SnmpField::oid);
    }
}
