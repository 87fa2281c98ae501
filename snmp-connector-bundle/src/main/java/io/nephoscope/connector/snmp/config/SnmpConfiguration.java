package io.nephoscope.connector.snmp.config;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The configuration of the connector. Thread-safe. */
public final class SnmpConfiguration {

    public static final String PID = "io.nephoscope.connector.snmp";

    private static final String SUBJECT = "snmp configuration";

    private static final Key<Long> TIMEOUT = Key.number("timeout.millis", 10, 60_000);
    private static final Key<Long> RETRIES = Key.number("retries", 0, 20);
    private static final Key<Long> WINDOW = Key.number("window", 1, 10_000);
    private static final Key<Long> BULK_VALUES = Key.number("bulk.values", 1, 1000);
    private static final Key<Duration> FIRST_REST = Key.seconds("rest.first", 0, 86_400);
    private static final Key<Duration> LONGEST_REST = Key.seconds("rest.longest", 0, 86_400);

    private final Configuration configuration =
            new Configuration(PID, SnmpConfig.class, TIMEOUT, RETRIES, WINDOW, BULK_VALUES, FIRST_REST, LONGEST_REST);
    private volatile SnmpSettings settings;

    public SnmpConfiguration(Map<String, ?> properties) {
        settings = settings(configuration.read(properties));
    }

    /** Takes other values. */
    public void read(Map<String, ?> properties) {
        settings = settings(configuration.read(properties));
    }

    /** What is in force. */
    public SnmpSettings settings() {
        return settings;
    }

    private static SnmpSettings settings(KeyValues values) {
        return new SnmpSettings(
                Duration.ofMillis(values.get(TIMEOUT)),
                Math.toIntExact(values.get(RETRIES)),
                Math.toIntExact(values.get(WINDOW)),
                Math.toIntExact(values.get(BULK_VALUES)),
                Backoff.exact(values.get(FIRST_REST), values.get(LONGEST_REST)));
    }

    /** What is wrong with the file. */
    public List<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        configuration.refused().forEach(reason -> reports.add(HealthReport.failed(SUBJECT, reason, "correct it")));
        configuration.warnings().forEach(warning -> reports.add(HealthReport.ok(SUBJECT, warning)));
        return reports;
    }
}
