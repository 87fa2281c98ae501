package io.nephoscope.core.agent;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.runtime.dto.HealthDTO;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Asks all parts of the agent how they are. */
record HealthReporters(BundleContext context) {

    /** What they say, by subject. */
    List<HealthDTO> reports() {
        List<HealthDTO> reports = new ArrayList<>();
        for (ServiceReference<HealthReporter> reference : references()) {
            HealthReporter reporter = context.getService(reference);
            if (reporter != null) {
                try {
                    ask(reporter).stream().map(HealthReporters::dto).forEach(reports::add);
                } finally {
                    context.ungetService(reference);
                }
            }
        }
        reports.sort(Comparator.comparing(report -> report.subject));
        return reports;
    }

    private Collection<ServiceReference<HealthReporter>> references() {
        try {
            return context.getServiceReferences(HealthReporter.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Collection<HealthReport> ask(HealthReporter reporter) {
        try {
            return reporter.health();
        } catch (RuntimeException e) {
            String subject = reporter.getClass().getSimpleName();
            return List.of(HealthReport.failed(subject, "it cannot tell how it is: " + e, "report this as a defect"));
        }
    }

    private static HealthDTO dto(HealthReport report) {
        HealthDTO dto = new HealthDTO();
        dto.subject = report.subject();
        dto.state = report.state();
        dto.message = report.message();
        dto.remedy = report.remedy();
        return dto;
    }
}
