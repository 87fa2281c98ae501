package io.nephoscope.pollsters.central;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.connector.openstack.cloud.Cloud;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Contributes a pollster for each meter, for as long as a cloud is configured. Thread-safe. */
@Component(configurationPid = CentralConfiguration.PID)
@Designate(ocd = CentralConfiguration.Config.class)
public final class CentralPollsters implements PollsterBuilder, HealthReporter {

    private static final String NAMESPACE = "central";

    /** Meters that the entries of a list tell by themselves. */
    static final List<ListedMeter> LISTED = Stream.of(
                    ImageMeters.ROWS,
                    VolumeMeters.ROWS,
                    NetworkMeters.ROWS,
                    LoadBalancerMeters.ROWS,
                    DnsMeters.ROWS,
                    ShareMeters.ROWS)
            .flatMap(List::stream)
            .toList();

    private final Cloud cloud;
    private final CentralConfiguration configuration;
    private final Map<String, EntryPollster> listed = new LinkedHashMap<>();
    /** All but those of the gateway, which come and go with its configuration. */
    private final List<PollsterDefinition> steady = new ArrayList<>();

    private volatile Optional<GatewaySettings> gateway = Optional.empty();
    private volatile List<PollsterDefinition> pollsters = List.of();

    @Activate
    public CentralPollsters(@Reference Cloud cloud, Map<String, Object> properties) {
        this.cloud = cloud;
        configuration = new CentralConfiguration(properties);
        for (ListedMeter row : LISTED) {
            EntryPollster pollster = new EntryPollster(row);
            listed.put(row.meter().name(), pollster);
            steady.add(definition(row.meter().name(), row.discovery()).pollster(pollster));
        }
        steady.add(definition(AlarmEvaluations.METER.name(), AlarmEvaluations.DISCOVERY)
                .pollster(new AlarmEvaluations()));
        asked(cloud, configuration).map(CentralPollsters::definition).forEach(steady::add);
        offer();
    }

    /** Meters for which each resource is asked by itself, apart from those of the gateway. */
    static Stream<AskedMeter> asked(Cloud cloud, CentralConfiguration configuration) {
        return Stream.of(
                        new ObjectStoreMeters(cloud, configuration::resellerPrefix).rows(),
                        List.of(new RecordsetMeter(cloud).row()),
                        new BalancerTraffic(cloud).rows())
                .flatMap(List::stream);
    }

    /** The changed properties are those of the service too, so that the agent asks for the pollsters again. */
    @Modified
    synchronized void modified(Map<String, Object> properties) {
        configuration.read(properties);
        offer();
    }

    /** What another configuration leaves as it was stays the same object, and so keeps its due time. */
    private void offer() {
        Optional<GatewaySettings> now = configuration.gateway();
        if (!pollsters.isEmpty() && now.equals(gateway)) {
            return;
        }
        gateway = now;
        pollsters = Stream.concat(
                        steady.stream(),
                        now.stream()
                                .flatMap(settings ->
                                        new GatewayMeters(settings.service(cloud), settings).rows().stream())
                                .map(CentralPollsters::definition))
                .toList();
    }

    private static PollsterDefinition definition(AskedMeter row) {
        return definition(row.pollster(), row.discovery()).pollster(new AskingPollster(row));
    }

    private static PollsterDefinition.Builder definition(String name, String discovery) {
        return PollsterDefinition.named(name).namespaces(NAMESPACE).discovery(discovery);
    }

    @Override
    public Collection<PollsterDefinition> pollsters() {
        return pollsters;
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>(configuration.health());
        listed.forEach(
                (meter, pollster) -> pollster.remarks().forEach(remark -> reports.add(HealthReport.ok(meter, remark))));
        return reports;
    }
}
