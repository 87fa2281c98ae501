package io.nephoscope.discovery.tripleo;

import static java.util.stream.Collectors.toMap;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The configuration of {@link TripleoOvercloudNodes}. It asks ConfigAdmin itself: the settings of a component would be
 * shown, secrets among them, as its properties. Thread-safe.
 */
@Component(
        service = {ManagedService.class, HealthReporter.class, TripleoConfiguration.class},
        configurationPid = TripleoConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        property = "service.pid=" + TripleoConfiguration.PID)
@Designate(ocd = TripleoConfig.class)
public final class TripleoConfiguration implements ManagedService, HealthReporter {

    static final String PID = "io.nephoscope.discovery.tripleo_overcloud_nodes";

    /** In the order of the address. */
    static final List<String> PARAMETERS = List.of("auth_proto", "priv_proto", "priv_password");

    private static final String NONE = "none";

    private static final String SUBJECT = "overcloud nodes";

    private static final Key<String> SCHEME = Key.filledText("url.scheme");
    private static final Key<String> USER = Key.text("readonly.user.name");
    private static final Key<String> PASSWORD = Key.secret("readonly.user.password");
    private static final Key<String> AUTH_PROTO = Key.oneOf("readonly.user.auth.proto", NONE, "md5", "sha");
    private static final Key<String> PRIV_PROTO =
            Key.oneOf("readonly.user.priv.proto", NONE, "des", "aes128", "3des", "aes192", "aes256");
    private static final Key<String> PRIV_PASSWORD = Key.secret("readonly.user.priv.password");
    private static final Key<String> NETWORK = Key.filledText("tripleo.network.name");

    private final Configuration configuration = new Configuration(
            PID, TripleoConfig.class, SCHEME, USER, PASSWORD, AUTH_PROTO, PRIV_PROTO, PRIV_PASSWORD, NETWORK);
    private volatile Settings settings;

    /**
     * What is in force.
     *
     * @param network that nodes' addresses are taken from
     */
    record Settings(SnmpAccess access, String network) {}

    /** One that nobody has configured yet. */
    public TripleoConfiguration() {
        settings = read(Map.of());
    }

    @Override
    @SuppressWarnings("JdkObsolete") // ConfigAdmin hands over dictionaries
    public void updated(@Nullable Dictionary<String, ?> properties) {
        settings = read(
                properties == null
                        ? Map.of()
                        : Collections.list(properties.keys()).stream().collect(toMap(key -> key, properties::get)));
    }

    Settings settings() {
        return settings;
    }

    private Settings read(Map<String, ?> properties) {
        KeyValues values = configuration.read(properties);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("auth_proto", given(values.get(AUTH_PROTO)));
        parameters.put("priv_proto", given(values.get(PRIV_PROTO)));
        parameters.put("priv_password", values.get(PRIV_PASSWORD));
        return new Settings(
                new SnmpAccess(values.get(SCHEME), values.get(USER), values.get(PASSWORD), parameters),
                values.get(NETWORK));
    }

    private static String given(String choice) {
        return choice.equals(NONE) ? "" : choice;
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        configuration.refused().forEach(reason -> reports.add(HealthReport.failed(SUBJECT, reason, "correct it")));
        configuration.warnings().forEach(warning -> reports.add(HealthReport.ok(SUBJECT, warning)));
        return reports;
    }
}
