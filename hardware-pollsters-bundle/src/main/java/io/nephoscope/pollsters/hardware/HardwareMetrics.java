package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.connector.snmp.SnmpDevices;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The metrics of now, each with its pollster. A metric that another version of the file leaves as it was keeps its pollster, and
 * so its due time and its blacklist. Thread-safe.
 */
final class HardwareMetrics {

    private static final String NAMESPACE = "central";
    private static final String DISCOVERY = "tripleo_overcloud_nodes";

    private final SnmpDevices connector;
    private final KnownDevices devices = new KnownDevices();
    private final String file;
    private volatile Map<String, HardwarePollster> pollsters = Map.of();

    /** @param file that defines them, as the operator is shown it */
    HardwareMetrics(SnmpDevices connector, String file) {
        this.connector = connector;
        this.file = file;
    }

    SnmpDevices connector() {
        return connector;
    }

    KnownDevices devices() {
        return devices;
    }

    /** Those of these names. */
    Collection<MeterDefinition> of(Set<String> names) {
        Map<String, HardwarePollster> now = pollsters;
        return names.stream()
                .flatMap(name -> Stream.ofNullable(now.get(name)))
                .map(HardwarePollster::metric)
                .toList();
    }

    /**
     * Takes other metrics.
     *
     * @return whether anything is another now
     */
    synchronized boolean define(Collection<MeterDefinition> metrics) {
        Map<String, HardwarePollster> next = new LinkedHashMap<>();
        for (MeterDefinition metric : metrics) {
            HardwarePollster before = pollsters.get(metric.name());
            next.put(
                    metric.name(),
                    before != null && before.metric().equals(metric) ? before : new HardwarePollster(metric, this));
        }
        boolean isChanged = !Objects.equals(List.copyOf(pollsters.values()), List.copyOf(next.values()));
        pollsters = next;
        return isChanged;
    }

    Collection<HardwarePollster> pollsters() {
        return pollsters.values();
    }

    /** For the agent. */
    List<PollsterDefinition> definitions() {
        return pollsters.values().stream()
                .map(pollster -> PollsterDefinition.named(pollster.metric().name())
                        .namespaces(NAMESPACE)
                        .discovery(DISCOVERY)
                        .provenance(file)
                        .pollster(pollster))
                .toList();
    }
}
