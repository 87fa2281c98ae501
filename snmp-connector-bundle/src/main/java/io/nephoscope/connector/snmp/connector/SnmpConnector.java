package io.nephoscope.connector.snmp.connector;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.runtime.EndpointInventory;
import io.nephoscope.api.runtime.dto.EndpointDTO;
import io.nephoscope.connector.snmp.SnmpDevices;
import io.nephoscope.connector.snmp.SnmpQuery;
import io.nephoscope.connector.snmp.SnmpReading;
import io.nephoscope.connector.snmp.SnmpUrl;
import io.nephoscope.connector.snmp.config.SnmpConfig;
import io.nephoscope.connector.snmp.config.SnmpConfiguration;
import io.nephoscope.connector.snmp.session.DeviceReports;
import io.nephoscope.connector.snmp.session.SnmpReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Offers the {@link SnmpDevices} service, and tells the operator how devices fare. Opens nothing before it is asked. */
@Component(
        service = {SnmpDevices.class, HealthReporter.class, EndpointInventory.class},
        configurationPid = SnmpConfiguration.PID,
        immediate = true)
@Designate(ocd = SnmpConfig.class)
public final class SnmpConnector implements SnmpDevices, HealthReporter, EndpointInventory {

    private final SnmpConfiguration configuration;
    private final SnmpReader reader;
    private final DeviceReports reports;

    @Activate
    public SnmpConnector(Map<String, Object> properties) {
        configuration = new SnmpConfiguration(properties);
        reader = new SnmpReader(configuration::settings, InstantSource.system());
        reports = new DeviceReports(reader);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        configuration.read(properties);
    }

    @Deactivate
    void stop() {
        reader.close();
    }

    @Override
    public CompletableFuture<SnmpReading> read(SnmpUrl device, SnmpQuery query, Duration within) {
        return reader.read(device, query, within);
    }

    @Override
    public List<EndpointDTO> endpoints() {
        return reports.endpoints();
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> all = new ArrayList<>(configuration.health());
        all.addAll(reports.health());
        return all;
    }
}
