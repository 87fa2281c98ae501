package io.nephoscope.connector.snmp.session;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.runtime.dto.EndpointDTO;
import io.nephoscope.connector.snmp.SnmpTrouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the operator is told of devices: one line for all, and one for each that is not well. */
public final class DeviceReports {

    private static final String SERVICE = "snmp";
    private static final int MOST_ROWS = 100;

    private final SnmpReader reader;

    private record Row(String name, DeviceRecord.State state) {}

    public DeviceReports(SnmpReader reader) {
        this.reader = reader;
    }

    private List<Row> rows() {
        return reader.devices().stream()
                .map(device -> new Row(device.name(), device.record().state()))
                .sorted(Comparator.comparing(Row::name))
                .toList();
    }

    /** None before anything was asked. */
    public List<EndpointDTO> endpoints() {
        List<Row> rows = rows();
        if (rows.isEmpty()) {
            return List.of();
        }
        List<EndpointDTO> endpoints = new ArrayList<>();
        endpoints.add(all(rows));
        rows.stream()
                .filter(row -> row.state().trouble().isPresent())
                .limit(MOST_ROWS)
                .map(DeviceReports::endpoint)
                .forEach(endpoints::add);
        return endpoints;
    }

    private static EndpointDTO all(List<Row> rows) {
        EndpointDTO endpoint = new EndpointDTO();
        endpoint.service = SERVICE;
        endpoint.address = rows.size() == 1 ? "1 device" : rows.size() + " devices";
        for (Row row : rows) {
            endpoint.calls += row.state().calls();
            endpoint.errors += row.state().errors();
            endpoint.slowestMillis =
                    Math.max(endpoint.slowestMillis, row.state().slowest().toMillis());
        }
        return endpoint;
    }

    private static EndpointDTO endpoint(Row row) {
        EndpointDTO endpoint = new EndpointDTO();
        endpoint.service = SERVICE;
        endpoint.address = row.name();
        endpoint.calls = row.state().calls();
        endpoint.errors = row.state().errors();
        endpoint.slowestMillis = row.state().slowest().toMillis();
        row.state().trouble().ifPresent(trouble -> {
            endpoint.error = trouble.message();
            endpoint.failingSince = row.state().since().toEpochMilli();
        });
        if (row.state().restsUntil().isAfter(Instant.EPOCH)) {
            endpoint.restsUntil = row.state().restsUntil().toEpochMilli();
        }
        return endpoint;
    }

    /** A line for each kind of trouble, however many devices have it. */
    public List<HealthReport> health() {
        List<Row> rows = rows();
        Map<SnmpTrouble.Kind, List<Row>> byKind = new TreeMap<>();
        rows.forEach(row -> row.state().trouble().ifPresent(trouble -> byKind.computeIfAbsent(
                        trouble.kind(), any -> new ArrayList<>())
                .add(row)));
        List<HealthReport> reports = new ArrayList<>();
        byKind.values().forEach(troubled -> reports.add(report(troubled, rows.size())));
        if (reader.strangers() > 0) {
            reports.add(HealthReport.ok(
                    SERVICE,
                    "%d answers came from where nobody was asked, such as %s, and were dropped; a device with several addresses must answer from the one it is asked at"
                            .formatted(reader.strangers(), reader.lastStranger())));
        }
        if (reports.isEmpty() && !rows.isEmpty()) {
            reports.add(HealthReport.ok(
                    SERVICE,
                    rows.size() == 1
                            ? "the one device that is polled answers"
                            : "all " + rows.size() + " devices answer"));
        }
        return reports;
    }

    private static HealthReport report(List<Row> troubled, int all) {
        Row first = troubled.get(0);
        SnmpTrouble trouble = first.state().trouble().orElseThrow();
        return HealthReport.waiting(
                        SERVICE,
                        "%d of %d devices cannot be read, such as %s, which %s"
                                .formatted(troubled.size(), all, first.name(), trouble.message()),
                        "see the command endpoints snmp for each")
                .since(first.state().since());
    }
}
