package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.files.TextFileListener;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.connector.snmp.SnmpDevices;
import io.nephoscope.support.yaml.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes pollsters of the metrics that {@code etc/snmp.yaml} defines, whenever it changes. Thread-safe. */
final class HardwarePollsters implements PollsterBuilder, HealthReporter, TextFileListener {

    static final String FILE = "snmp.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(HardwarePollsters.class);
    private static final String SHOWN = "etc/" + FILE;

    private final HardwareMetrics metrics;
    private final HardwareConfiguration configuration;
    private final Runnable changed;
    private Definitions definitions = Definitions.NONE;
    private boolean isThere;
    /** What is wrong with the file that lies there now. */
    private List<Problem> errors = List.of();

    private List<Problem> warnings = List.of();

    /** @param changed is called when there are other pollsters than before, without a lock */
    HardwarePollsters(SnmpDevices connector, Map<String, Object> properties, Runnable changed) {
        this.metrics = new HardwareMetrics(connector, SHOWN);
        this.configuration = new HardwareConfiguration(properties);
        this.changed = changed;
    }

    void configure(Map<String, Object> properties) {
        configuration.read(properties);
        offer();
    }

    /** A file that is still being written is taken if nothing is wrong with it; what is wrong is told when it is settled. */
    @Override
    public void changed(Path file, String text, boolean settled) {
        Definitions read = Definitions.read(text);
        if (settled || read.errors().isEmpty()) {
            take(read);
            offer();
        }
    }

    private synchronized void take(Definitions read) {
        tell(read);
        isThere = true;
        errors = read.errors();
        warnings = read.warnings();
        if (read.isReadable()) {
            definitions = read;
        }
    }

    private void tell(Definitions read) {
        String unread = read.isReadable() ? "; this metric is not polled" : "; what was read before stays in force";
        read.errors().stream()
                .filter(problem -> !errors.contains(problem))
                .forEach(problem -> LOG.error("{}{}", problem.in(SHOWN), unread));
        read.warnings().stream()
                .filter(problem -> !warnings.contains(problem))
                .forEach(problem -> LOG.warn("{}", problem.in(SHOWN)));
    }

    @Override
    public void gone(Path file) {
        forget();
        offer();
    }

    private synchronized void forget() {
        isThere = false;
        errors = List.of();
        warnings = List.of();
        definitions = Definitions.NONE;
    }

    private void offer() {
        if (define()) {
            changed.run();
        }
    }

    private synchronized boolean define() {
        Collection<MeterDefinition> wanted = definitions.metrics().values();
        return metrics.define(
                configuration.hasWideCounters()
                        ? wanted.stream().map(MeterDefinition::widened).toList()
                        : wanted);
    }

    @Override
    public Collection<PollsterDefinition> pollsters() {
        return metrics.definitions();
    }

    @Override
    public synchronized Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>(configuration.health());
        if (!isThere) {
            reports.add(HealthReport.ok(SHOWN, "it is not there, so no hardware.* is polled"));
        } else if (definitions.metrics().isEmpty() && errors.isEmpty()) {
            reports.add(HealthReport.ok(SHOWN, "it defines no metric, so no hardware.* is polled"));
        }
        errors.forEach(problem -> reports.add(
                HealthReport.failed(SHOWN, problem.in(SHOWN), "correct it; what else it defines is polled as before")));
        warnings.forEach(problem -> reports.add(HealthReport.ok(SHOWN, problem.in(SHOWN))));
        metrics.pollsters().forEach(pollster -> pollster.remarks()
                .forEach(remark -> reports.add(HealthReport.ok(pollster.metric().name(), remark))));
        return reports;
    }
}
