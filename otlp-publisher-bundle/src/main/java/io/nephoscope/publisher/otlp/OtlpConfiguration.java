package io.nephoscope.publisher.otlp;

import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.support.publish.PublisherConfiguration;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Takes the configuration, and keeps the last valid values in force. */
@Component(
        service = {ManagedService.class, HealthReporter.class, OtlpConfiguration.class},
        configurationPid = OtlpConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        property = "service.pid=" + OtlpConfiguration.PID)
@Designate(ocd = OtlpConfig.class)
public final class OtlpConfiguration extends PublisherConfiguration<OtlpSettings> {

    static final String PID = "io.nephoscope.publisher.otlp";

    /** Called by Declarative Services. */
    public OtlpConfiguration() {
        super("otlp", PID, OtlpSettings.configuration(PID), OtlpSettings::of);
    }
}
