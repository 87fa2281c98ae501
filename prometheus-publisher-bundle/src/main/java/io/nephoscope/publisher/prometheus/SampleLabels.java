package io.nephoscope.publisher.prometheus;

import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.support.publish.MetadataPath;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a sample, which are those of Ceilometer's exporter. A label without a value is left out, which is the same
 * to Prometheus.
 */
final class SampleLabels {

    private static final String LOAD_BALANCER = "loadbalancer";
    private static final String VOLUME_SERVICE = "volume.service.health";

    private final Map<String, String> labels = new LinkedHashMap<>();

    private SampleLabels() {}

    /** @param metadata those that become labels beside the usual ones, with dots between levels */
    static Labels of(Sample sample, List<String> metadata) {
        SampleLabels labels = new SampleLabels();
        labels.addIdentity(sample);
        Map<String, @Nullable Object> known = sample.subject().metadata().asMap();
        if (!known.isEmpty()) {
            labels.addMetadata(sample.meter().name(), known);
        }
        metadata.forEach(path -> labels.addIfNew(MetricNames.label(path), MetadataPath.text(known, path)));
        labels.addFirstPart(sample);
        return Labels.of(
                labels.labels.keySet().toArray(String[]::new),
                labels.labels.values().toArray(String[]::new));
    }

    private void addIdentity(Sample sample) {
        String[] parts = parts(sample);
        Owner owner = sample.subject().owner();
        add("publisher", "ceilometer");
        add("type", parts.length > 1 ? parts[1] : parts[0]);
        add("counter", sample.meter().name());
        add("project", owner.projectId());
        add("project_name", owner.projectName());
        add("user", owner.userId());
        add("user_name", owner.userName());
        add("unit", sample.meter().unit());
        add("resource", sample.subject().resourceId());
    }

    private void addMetadata(String meter, Map<String, @Nullable Object> known) {
        add("vm_instance", MetadataPath.text(known, "host"));
        String displayName = MetadataPath.text(known, "display_name");
        String name = MetadataPath.text(known, "name");
        add("resource_name", displayName.isEmpty() || name.isEmpty() ? displayName + name : displayName + ":" + name);
        String group = MetadataPath.text(known, "user_metadata.server_group");
        add("server_group", group.isEmpty() ? "none" : group);
        add("state", MetadataPath.text(known, "alarm_state"));
        if (meter.startsWith(LOAD_BALANCER)) {
            add("availability_zone", MetadataPath.text(known, "availability_zone"));
        }
        if (meter.equals(VOLUME_SERVICE)) {
            List.of("binary", "zone", "status").forEach(key -> add(key, MetadataPath.text(known, key)));
        }
        add("flavor_id", MetadataPath.text(known, "flavor.id"));
        add("flavor_name", MetadataPath.text(known, "flavor.name"));
    }

    /** The label that is named for the kind of thing; where a meter's name begins like another label, that one stays. */
    private void addFirstPart(Sample sample) {
        String[] parts = parts(sample);
        String resource = sample.subject().resourceId();
        addIfNew(MetricNames.label(parts[0]), parts.length > 2 ? parts[2] : resource);
    }

    private static String[] parts(Sample sample) {
        return sample.meter().name().split("\\.", -1);
    }

    private void add(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            labels.put(name, value);
        }
    }

    private void addIfNew(String name, @Nullable String value) {
        if (!labels.containsKey(name)) {
            add(name, value);
        }
    }
}
