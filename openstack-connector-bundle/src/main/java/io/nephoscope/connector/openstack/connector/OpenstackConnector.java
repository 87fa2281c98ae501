package io.nephoscope.connector.openstack.connector;

import static java.util.stream.Collectors.toMap;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.runtime.EndpointInventory;
import io.nephoscope.api.runtime.dto.EndpointDTO;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.config.OpenstackConfig;
import io.nephoscope.connector.openstack.config.OpenstackConfiguration;
import io.nephoscope.connector.openstack.identity.TokenSource;
import io.nephoscope.connector.openstack.session.CloudSettings;
import io.nephoscope.connector.openstack.session.SignedCloud;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Offers the {@link Cloud} service while credentials are configured, and tells the operator how it fares. It asks
 * ConfigAdmin itself: the settings of a component would be shown, secrets among them, as its properties. Nothing is
 * opened before a plugin asks for something.
 *
 * <p>The service comes and goes under the lock of the connector, which nothing else takes that plugins call.
 */
@Component(
        service = {ManagedService.class, HealthReporter.class, EndpointInventory.class},
        configurationPid = OpenstackConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        property = "service.pid=" + OpenstackConfiguration.PID)
@Designate(ocd = OpenstackConfig.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.nephoscope.connector.openstack.cloud.Cloud\"",
        effective = "active")
public final class OpenstackConnector implements ManagedService, HealthReporter, EndpointInventory {

    private static final String SUBJECT = "openstack configuration";

    private final BundleContext context;
    private final OpenstackConfiguration configuration;
    private final TokenSource.Pauses pauses;
    private volatile Map<String, ?> given = Map.of();
    private volatile @Nullable SignedCloud cloud;
    private @Nullable ServiceRegistration<Cloud> registration;
    private boolean stopped;

    @Activate
    public OpenstackConnector(BundleContext context) {
        this(
                context,
                new OpenstackConfiguration(System.getenv(), Path.of("").toAbsolutePath()),
                TokenSource.Pauses.USUAL);
    }

    OpenstackConnector(BundleContext context, OpenstackConfiguration configuration, TokenSource.Pauses pauses) {
        this.context = context;
        this.configuration = configuration;
        this.pauses = pauses;
    }

    @Override
    @SuppressWarnings("JdkObsolete") // ConfigAdmin hands over dictionaries
    public synchronized void updated(@Nullable Dictionary<String, ?> properties) {
        given = properties == null
                ? Map.of()
                : Collections.list(properties.keys()).stream().collect(toMap(key -> key, properties::get));
        Optional<CloudSettings> settings = configuration.read(given);
        if (stopped) {
            return;
        }
        SignedCloud now = cloud;
        if (settings.isEmpty()) {
            withdraw();
        } else if (now != null) {
            now.apply(settings.get());
        } else {
            SignedCloud signed = new SignedCloud(settings.get(), pauses, this::reread);
            cloud = signed;
            registration = context.registerService(Cloud.class, signed, null);
        }
    }

    /** A password in a file may have been corrected, or clouds.yaml. Called by whoever asks the cloud. */
    private void reread() {
        SignedCloud now = cloud;
        if (now != null) {
            configuration.read(given).ifPresent(now::apply);
        }
    }

    /** Takes the service back and closes the session. */
    @Deactivate
    public synchronized void stop() {
        stopped = true;
        withdraw();
    }

    private void withdraw() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
        SignedCloud now = cloud;
        cloud = null;
        if (now != null) {
            now.close();
        }
    }

    @Override
    public List<EndpointDTO> endpoints() {
        SignedCloud now = cloud;
        return now == null ? List.of() : EndpointRows.of(now, Instant.now());
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        configuration
                .complaints()
                .forEach(each -> reports.add(HealthReport.failed(
                        SUBJECT, each, "correct it in etc/" + OpenstackConfiguration.PID + ".cfg or where it says")));
        SignedCloud now = cloud;
        if (now != null) {
            reports.addAll(now.health());
        } else if (reports.isEmpty()) {
            reports.add(HealthReport.ok("openstack", "no credentials are configured: nothing is polled there"));
        }
        return reports;
    }
}
