package io.nephoscope.pollsters.hardware;

import io.nephoscope.connector.snmp.SnmpDevices;
import io.nephoscope.connector.snmp.SnmpQuery;
import io.nephoscope.connector.snmp.SnmpReading;
import io.nephoscope.connector.snmp.SnmpTrouble;
import io.nephoscope.connector.snmp.SnmpUrl;
import io.nephoscope.connector.snmp.SnmpValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A connector whose devices all tell the same, but for those of which a test says another thing. */
final class FakeDevices implements SnmpDevices {

    /** What was asked, as host and query. */
    final List<SnmpQuery> asked = new ArrayList<>();

    final Map<String, CompletableFuture<SnmpReading>> pending = new HashMap<>();
    final Map<String, SnmpTrouble> troubles = new HashMap<>();

    private final Map<String, SnmpValue> exact = new HashMap<>();
    private final Map<String, Map<String, SnmpValue>> columns = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();

    static SnmpValue text(String text) {
        return SnmpValue.octets(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    FakeDevices value(String oid, SnmpValue value) {
        exact.put(oid, value);
        return this;
    }

    FakeDevices row(String column, String row, SnmpValue value) {
        columns.computeIfAbsent(column, any -> new LinkedHashMap<>()).put(row, value);
        return this;
    }

    /** A column that is not read to its end. */
    FakeDevices broken(String column) {
        broken.add(column);
        return this;
    }

    @Override
    public synchronized CompletableFuture<SnmpReading> read(SnmpUrl device, SnmpQuery query, Duration within) {
        asked.add(query);
        CompletableFuture<SnmpReading> later = pending.get(device.host());
        return later != null ? later : CompletableFuture.completedFuture(reading(device.host(), query));
    }

    SnmpReading reading(String host, SnmpQuery query) {
        SnmpReading.Builder reading = SnmpReading.of(query);
        SnmpTrouble trouble = troubles.get(host);
        if (trouble != null) {
            return reading.build(trouble);
        }
        query.exact().forEach(oid -> reading.value(oid, exact.getOrDefault(oid, SnmpValue.NO_SUCH_OBJECT)));
        for (String column : query.columns()) {
            columns.getOrDefault(column, Map.of()).forEach((row, value) -> reading.row(column, row, value));
            if (!broken.contains(column)) {
                reading.complete(column);
            }
        }
        return broken.isEmpty()
                ? reading.build()
                : reading.build(new SnmpTrouble(SnmpTrouble.Kind.DEVICE_ERROR, "goes round in a circle"));
    }
}
