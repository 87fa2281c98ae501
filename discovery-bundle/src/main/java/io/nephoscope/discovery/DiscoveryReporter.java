package io.nephoscope.discovery;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.connector.openstack.ServerDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator which wishes of the configuration nobody can fulfil yet, and what happens instead. */
@Component(configurationPid = LocalInstances.PID, immediate = true)
public final class DiscoveryReporter implements HealthReporter {

    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryReporter.class);
    private static final String SUBJECT = "instance discovery";

    private final DiscoveryMethod method;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ServerDirectory directory;

    @Activate
    public DiscoveryReporter(LocalInstances.Config config) {
        this(new DiscoveryMethod(config.instance_discovery_method().strip(), config.fetch_extra_metadata()));
        health().forEach(report -> LOG.warn("{}; {}", report.message(), report.remedy()));
    }

    DiscoveryReporter(DiscoveryMethod method) {
        this.method = method;
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        if (!method.isKnown()) {
            reports.add(
                    HealthReport.failed(SUBJECT, method.complaint(), "correct it; until then no instance is found"));
        }
        if (method.isByNova()) {
            reports.add(HealthReport.waiting(
                    SUBJECT,
                    "instance.discovery.method = %s needs the OpenStack connector; until then instances are found by the metadata of their domains"
                            .formatted(method.name()),
                    "set it to libvirt_metadata if that is what you want"));
        }
        if (method.fetchesExtra() && directory == null) {
            reports.add(HealthReport.waiting(
                    SUBJECT,
                    "fetch.extra.metadata needs the OpenStack connector; until then samples have no new user_metadata",
                    "set it to false if no consumer reads user_metadata"));
        }
        return reports;
    }
}
