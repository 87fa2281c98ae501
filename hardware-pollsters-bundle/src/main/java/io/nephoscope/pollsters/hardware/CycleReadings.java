package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.snmp.SnmpDevices;
import io.nephoscope.connector.snmp.SnmpQuery;
import io.nephoscope.connector.snmp.SnmpReading;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What is read in one cycle: of each device once, all that any of the cycle's meters needs. Thread-safe. */
final class CycleReadings {

    private final SnmpDevices devices;
    private final SnmpQuery query;
    private final Set<MeterDefinition> metrics;
    private final Map<String, CompletableFuture<SnmpReading>> readings = new ConcurrentHashMap<>();

    /** @param metrics that are polled in the cycle */
    CycleReadings(SnmpDevices devices, Set<MeterDefinition> metrics) {
        this.devices = devices;
        this.metrics = metrics;
        this.query = Definitions.query(metrics);
    }

    /** Whether what a metric needs is among what is read: not if it was defined after the cycle had begun. */
    boolean covers(MeterDefinition metric) {
        return metrics.contains(metric);
    }

    /** Has a device read, if that was not done before. Does not wait. */
    CompletableFuture<SnmpReading> read(Resource resource, MonitoredDevice device, Duration within) {
        return readings.computeIfAbsent(resource.id(), id -> devices.read(device.url(), query, within));
    }
}
