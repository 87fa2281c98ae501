package io.nephoscope.discovery.cloud;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** All projects of all domains: one list, where Ceilometer asks for the domains and then each of them for its projects. */
@Component(
        service = {Discovery.class, HealthReporter.class},
        configurationPid = TenantDiscovery.PID)
@DiscoveryService(name = "tenant", namespace = "central", group = "global")
@Designate(ocd = TenantDiscovery.Config.class)
public final class TenantDiscovery extends SharedCloudDiscovery implements HealthReporter {

    static final String PID = "io.nephoscope.discovery.tenant";

    /** Which projects are found. */
    @ObjectClassDefinition(name = "Nephoscope discovery of projects")
    public @interface Config {

        @AttributeDefinition(
                name = "Ignore disabled projects",
                description = "Whether projects are left out that are disabled, or whose domain is")
        boolean ignore_disabled_projects() default false;
    }

    private static final Key<Boolean> IGNORE_DISABLED = Key.flag("ignore.disabled.projects");
    private static final String SUBJECT = "project discovery";
    private static final String KEYSTONE = "identity";
    private static final String DOMAIN = "domain_id";
    private static final String ENABLED = "enabled";

    private final Configuration configuration = new Configuration(PID, Config.class, IGNORE_DISABLED);
    private volatile boolean ignoresDisabled;

    @Activate
    public TenantDiscovery(@Reference Cloud cloud, Map<String, Object> properties) {
        super(cloud);
        modified(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        ignoresDisabled = configuration.read(properties).get(IGNORE_DISABLED);
    }

    @Override
    Collection<Resource> find(Cloud cloud, DiscoveryRequest request) throws CloudException, InterruptedException {
        CloudService keystone = cloud.service(KEYSTONE);
        boolean onlyEnabled = ignoresDisabled;
        Set<String> domains = onlyEnabled ? enabledDomains(keystone, request.remaining()) : Set.of();
        List<Resource> projects = new ArrayList<>();
        keystone.list(
                Listing.of("/v3/projects" + (onlyEnabled ? "?enabled=true" : ""), "projects")
                        .keeping(Set.of("name", DOMAIN, ENABLED, "parent_id", "is_domain", "description")),
                project -> {
                    if (!onlyEnabled || isEnabled(project, domains)) {
                        projects.add(new Resource(project.text("id").orElse(""), project));
                    }
                },
                request.remaining());
        return projects;
    }

    private static boolean isEnabled(JsonObject project, Set<String> domains) {
        return project.flag(ENABLED).orElse(true)
                && project.text(DOMAIN).filter(domains::contains).isPresent();
    }

    private static Set<String> enabledDomains(CloudService keystone, Duration remaining)
            throws CloudException, InterruptedException {
        Set<String> ids = new HashSet<>();
        keystone.list(
                Listing.of("/v3/domains?enabled=true", "domains").keeping(Set.of(ENABLED)),
                domain -> {
                    if (domain.flag(ENABLED).orElse(true)) {
                        domain.text("id").ifPresent(ids::add);
                    }
                },
                remaining);
        return ids;
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        configuration.refused().forEach(reason -> reports.add(HealthReport.failed(SUBJECT, reason, "correct it")));
        configuration.warnings().forEach(warning -> reports.add(HealthReport.ok(SUBJECT, warning)));
        return reports;
    }
}
