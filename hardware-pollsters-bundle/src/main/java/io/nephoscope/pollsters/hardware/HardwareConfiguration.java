package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the hardware pollsters. Thread-safe. */
final class HardwareConfiguration {

    static final String PID = "io.nephoscope.pollsters.hardware";

    private static final String SUBJECT = "hardware configuration";

    /** What is read of devices beside what snmp.yaml says. */
    @ObjectClassDefinition(name = "Nephoscope hardware pollsters")
    public @interface Config {

        @AttributeDefinition(
                name = "Wide counters",
                description =
                        "Whether bytes of interfaces are read from the counters of 64 bits where a device has them")
        boolean wide_counters() default false;
    }

    private static final Key<Boolean> WIDE_COUNTERS = Key.flag("wide.counters");

    private final Configuration configuration = new Configuration(PID, Config.class, WIDE_COUNTERS);
    private volatile boolean hasWideCounters;

    HardwareConfiguration(Map<String, Object> properties) {
        read(properties);
    }

    void read(Map<String, Object> properties) {
        hasWideCounters = configuration.read(properties).get(WIDE_COUNTERS);
    }

    boolean hasWideCounters() {
        return hasWideCounters;
    }

    Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        configuration.refused().forEach(reason -> reports.add(HealthReport.failed(SUBJECT, reason, "correct it")));
        configuration.warnings().forEach(warning -> reports.add(HealthReport.ok(SUBJECT, warning)));
        return reports;
    }
}
