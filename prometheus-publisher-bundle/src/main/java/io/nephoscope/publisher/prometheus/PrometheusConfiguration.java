package io.nephoscope.publisher.prometheus;

import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.support.publish.PublisherConfiguration;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Takes the configuration, and keeps the last valid values in force. */
@Component(
        service = {ManagedService.class, HealthReporter.class, PrometheusConfiguration.class},
        configurationPid = PrometheusConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        property = "service.pid=" + PrometheusConfiguration.PID)
@Designate(ocd = PrometheusConfig.class)
public final class PrometheusConfiguration extends PublisherConfiguration<PrometheusSettings> {

    static final String PID = "io.nephoscope.publisher.prometheus";

    /** Called by Declarative Services. */
    public PrometheusConfiguration() {
        super("prometheus", PID, PrometheusSettings.configuration(PID), PrometheusSettings::of);
    }
}
