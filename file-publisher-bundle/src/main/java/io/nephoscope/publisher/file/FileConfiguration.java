package io.nephoscope.publisher.file;

import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.support.publish.PublisherConfiguration;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Takes the configuration, and keeps the last valid values in force. */
@Component(
        service = {ManagedService.class, HealthReporter.class, FileConfiguration.class},
        configurationPid = FileConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        property = "service.pid=" + FileConfiguration.PID)
@Designate(ocd = FileConfig.class)
public final class FileConfiguration extends PublisherConfiguration<FileSettings> {

    static final String PID = "io.nephoscope.publisher.file";

    /** Called by Declarative Services. */
    public FileConfiguration() {
        super("file", PID, FileSettings.configuration(PID), FileSettings::of);
    }
}
