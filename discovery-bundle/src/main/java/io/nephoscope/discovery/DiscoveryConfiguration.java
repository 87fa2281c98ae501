package io.nephoscope.discovery;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.text.HostName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The configuration of {@link LocalInstances}, there whether there is a hypervisor or not, so that what cannot be used
 * of it is told in each case; and which of its wishes wait for a cloud. Thread-safe.
 */
@Component(
        service = {DiscoveryConfiguration.class, HealthReporter.class},
        configurationPid = DiscoveryConfiguration.PID,
        immediate = true)
@Designate(ocd = DiscoveryConfiguration.Config.class)
public final class DiscoveryConfiguration implements HealthReporter {

    static final String PID = "io.nephoscope.discovery.local_instances";

    private static final String LIBVIRT_METADATA = "libvirt_metadata";
    private static final String NAIVE = "naive";
    private static final String WORKLOAD_PARTITIONING = "workload_partitioning";

    private static final String WRITE_CREDENTIALS =
            "write the credentials into etc/io.nephoscope.connector.openstack.cfg";

    private static final String SUBJECT = "instance discovery";
    private static final long DAY = 86_400;

    /** How instances are found. */
    @ObjectClassDefinition(name = "Nephoscope instance discovery")
    public @interface Config {

        @AttributeDefinition(
                name = "Host",
                description = "This host's name in Nova, as in nova.conf; by default the host name")
        String host() default "";

        @AttributeDefinition(
                name = "Refresh",
                description = "Seconds after which the description of a domain that seems unchanged is read again")
        int refresh_seconds() default 600;

        @AttributeDefinition(
                name = "Method",
                description = "How instances are found: libvirt_metadata; naive and workload_partitioning ask Nova",
                options = {
                    @Option(label = "by the metadata of domains", value = LIBVIRT_METADATA),
                    @Option(label = "by Nova", value = NAIVE),
                    @Option(label = "by Nova, in parts", value = WORKLOAD_PARTITIONING)
                })
        String instance_discovery_method() default LIBVIRT_METADATA;

        @AttributeDefinition(
                name = "Resource update interval",
                description = "Seconds that what Nova listed counts before it is asked for what changed")
        int resource_update_interval() default 0;

        @AttributeDefinition(
                name = "Resource cache expiry",
                description = "Seconds that what Nova listed counts before it is asked for all")
        int resource_cache_expiry() default 3600;

        @AttributeDefinition(
                name = "Fetch extra metadata",
                description = "Whether Nova is asked for what users wrote down about their servers")
        boolean fetch_extra_metadata() default false;

        @AttributeDefinition(
                name = "Reserved metadata namespace",
                description = "Prefixes of users' keys that become part of the samples, separated by commas")
        String reserved_metadata_namespace() default "metering.";

        @AttributeDefinition(
                name = "Reserved metadata keys",
                description = "Other keys of users that become part of the samples, separated by commas")
        String reserved_metadata_keys() default "";

        @AttributeDefinition(
                name = "Reserved metadata length",
                description = "Characters after which the values of such keys are cut")
        int reserved_metadata_length() default 256;
    }

    private static final Key<String> HOST = Key.text("host");
    private static final Key<Duration> REFRESH = Key.seconds("refresh.seconds", 1, 365 * DAY);
    private static final Key<String> METHOD =
            Key.oneOf("instance.discovery.method", LIBVIRT_METADATA, NAIVE, WORKLOAD_PARTITIONING);
    private static final Key<Duration> UPDATE_INTERVAL = Key.seconds("resource.update.interval", 0, 365 * DAY);
    private static final Key<Duration> CACHE_EXPIRY = Key.seconds("resource.cache.expiry", 0, 365 * DAY);
    private static final Key<Boolean> FETCH_EXTRA = Key.flag("fetch.extra.metadata");
    private static final Key<List<String>> PREFIXES = Key.words("reserved.metadata.namespace");
    private static final Key<List<String>> KEYS = Key.words("reserved.metadata.keys");
    private static final Key<Long> LENGTH = Key.number("reserved.metadata.length", 0, 1_000_000);

    private final Configuration configuration = new Configuration(
            PID,
            Config.class,
            HOST,
            REFRESH,
            METHOD,
            UPDATE_INTERVAL,
            CACHE_EXPIRY,
            FETCH_EXTRA,
            PREFIXES,
            KEYS,
            LENGTH);

    private volatile KeyValues values;
    private volatile DiscoverySettings settings;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Cloud cloud;

    @Activate
    public DiscoveryConfiguration(Map<String, Object> properties) {
        values = configuration.read(properties);
        settings = settings(values);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        values = configuration.read(properties);
        settings = settings(values);
    }

    /** What is in force. */
    DiscoverySettings settings() {
        return settings;
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        configuration.refused().forEach(reason -> reports.add(HealthReport.failed(SUBJECT, reason, "correct it")));
        configuration.warnings().forEach(warning -> reports.add(HealthReport.ok(SUBJECT, warning)));
        if (cloud != null) {
            return reports;
        }
        String method = values.get(METHOD);
        if (!method.equals(LIBVIRT_METADATA)) {
            reports.add(HealthReport.waiting(
                    SUBJECT,
                    "instance.discovery.method = %s needs a cloud; until then instances are found by the metadata of their domains"
                            .formatted(method),
                    WRITE_CREDENTIALS + ", or set it to libvirt_metadata if that is what you want"));
        }
        if (values.get(FETCH_EXTRA)) {
            reports.add(HealthReport.waiting(
                    SUBJECT,
                    "fetch.extra.metadata needs a cloud; until then samples have no new user_metadata",
                    WRITE_CREDENTIALS + ", or set it to false if no consumer reads user_metadata"));
        }
        return reports;
    }

    private static DiscoverySettings settings(KeyValues values) {
        String host = values.get(HOST);
        return new DiscoverySettings(
                new InstanceFactory(
                        host.isEmpty() ? HostName.local() : host,
                        new ReservedMetadata(
                                values.get(PREFIXES),
                                values.get(KEYS),
                                values.get(LENGTH).intValue())),
                values.get(REFRESH),
                values.get(FETCH_EXTRA),
                values.get(METHOD).equals(LIBVIRT_METADATA)
                        ? Optional.empty()
                        : Optional.of(new DiscoverySettings.NovaListing(
                                values.get(UPDATE_INTERVAL), values.get(CACHE_EXPIRY))));
    }
}
