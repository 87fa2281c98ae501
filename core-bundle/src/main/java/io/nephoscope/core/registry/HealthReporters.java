package io.nephoscope.core.registry;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.core.plugin.PluginCall;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.Probe;
import io.nephoscope.core.plugin.Use;
import io.nephoscope.support.text.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * All parts of the agent that tell how they are. They are asked side by side, within one bound: what one of them
 * throws, leaves out or never returns costs its own line alone.
 */
@Component(service = HealthReporters.class)
public final class HealthReporters {

    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final int MOST = 1_000;

    private final PluginThreads threads;
    private final Services<HealthReporter> reporters;
    private final Map<ServiceReference<HealthReporter>, Probe<List<HealthReport>>> probes = new ConcurrentHashMap<>();

    @Activate
    public HealthReporters(BundleContext context, @Reference PluginCalls calls) {
        threads = calls.threads();
        reporters = new Services<>(context, threads, new Services.Word("health reporter", ""));
    }

    /** A question that is on its way. */
    private record Asked(String bundle, Probe<List<HealthReport>> probe, Probe.Answer<List<HealthReport>> answer) {}

    /** What they say, in no order. */
    public List<HealthReport> ask() throws InterruptedException {
        List<Asked> asked = reporters.all().stream()
                .flatMap(entry -> Stream.ofNullable(probes.get(entry.reference()))
                        .map(probe -> new Asked(
                                ServiceProperties.origin(entry.reference()).bundle(),
                                probe,
                                probe.ask(() -> health(entry.handle())))))
                .toList();
        List<HealthReport> reports = new ArrayList<>();
        for (Asked each : asked) {
            reports.addAll(answer(each));
        }
        return reports;
    }

    private static List<HealthReport> answer(Asked asked) throws InterruptedException {
        try {
            return asked.probe().await(asked.answer());
        } catch (PluginException e) {
            return List.of(HealthReport.failed(
                    "bundle " + asked.bundle(), "it cannot tell how it is: " + e.getMessage(), "mend the bundle"));
        }
    }

    /** Runs on a thread of the question; the collection is code of the plugin too. */
    private static @Nullable List<HealthReport> health(ServiceHandle<HealthReporter> handle)
            throws PluginException, InterruptedException {
        try (Use<HealthReporter> use = handle.open()) {
            @Nullable Collection<HealthReport> answer = use.plugin().health();
            if (answer == null) {
                return null;
            }
            List<HealthReport> reports = new ArrayList<>();
            for (@Nullable HealthReport report : answer) {
                if (report == null || reports.size() == MOST) {
                    throw new PluginException(
                            report == null ? "one of its reports is null" : "it has more than " + MOST + " reports",
                            null);
                }
                reports.add(new HealthReport(
                        OneLine.of(report.subject()),
                        report.state(),
                        OneLine.of(report.message()),
                        OneLine.of(report.remedy()),
                        report.since()));
            }
            return reports;
        }
    }

    @Reference(
            service = HealthReporter.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addReporter(ServiceReference<HealthReporter> reference) {
        reporters.add(reference).keep(true);
        String bundle = ServiceProperties.origin(reference).bundle();
        probes.put(reference, new Probe<>(threads, PluginCall.question("health reporter", "health()", bundle), BOUND));
    }

    void removeReporter(ServiceReference<HealthReporter> reference) {
        probes.remove(reference);
        reporters.remove(reference);
    }
}
