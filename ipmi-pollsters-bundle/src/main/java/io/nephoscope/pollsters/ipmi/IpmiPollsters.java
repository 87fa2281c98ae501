package io.nephoscope.pollsters.ipmi;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Contributes a pollster for each meter of a board's sensors. Thread-safe. */
@Component(configurationPid = IpmiConfiguration.PID)
@Designate(ocd = IpmiConfiguration.Config.class)
public final class IpmiPollsters implements PollsterBuilder, HealthReporter {

    private static final String NAMESPACE = "ipmi";
    static final String DISCOVERY = "local_node";

    private final IpmiConfiguration configuration;
    private final BoardReader board;
    private final List<PollsterDefinition> pollsters;

    @Activate
    public IpmiPollsters(Map<String, Object> properties) {
        this(properties, InstantSource.system());
    }

    IpmiPollsters(Map<String, Object> properties, InstantSource clock) {
        configuration = new IpmiConfiguration(properties);
        board = new BoardReader(configuration::settings, clock);
        pollsters = Arrays.stream(IpmiMeter.values()).map(this::definition).toList();
    }

    private PollsterDefinition definition(IpmiMeter meter) {
        return PollsterDefinition.named(meter.meterName())
                .namespaces(NAMESPACE)
                .discovery(DISCOVERY)
                .pollster(new SensorPollster(meter, board));
    }

    @Modified
    void modified(Map<String, Object> properties) {
        configuration.read(properties);
    }

    @Override
    public Collection<PollsterDefinition> pollsters() {
        return pollsters;
    }

    @Override
    public Collection<HealthReport> health() {
        return Stream.concat(configuration.health().stream(), board.health().stream())
                .toList();
    }
}
