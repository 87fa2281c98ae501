package io.nephoscope.pollsters.central;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.http.SignatureV2;
import io.nephoscope.support.http.SignatureV4;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of the central pollsters. Thread-safe. */
final class CentralConfiguration {

    static final String PID = "io.nephoscope.pollsters.central";

    private static final String V4 = "v4";
    private static final String V2 = "v2";
    private static final String SUBJECT = "central configuration";

    /** How object stores are asked. */
    @ObjectClassDefinition(name = "Nephoscope central pollsters")
    public @interface Config {

        @AttributeDefinition(
                name = "Reseller prefix",
                description = "What Swift puts before a project's id in the name of its account")
        String reseller_prefix() default "AUTH_";

        @AttributeDefinition(
                name = "Gateway's access key",
                description = "Of a user of the Ceph gateway with the capabilities usage=read and buckets=read")
        String rgw_access_key() default "";

        @AttributeDefinition(name = "Gateway's secret key", description = "To the access key; may be a reference")
        String rgw_secret_key() default "";

        @AttributeDefinition(name = "Gateway's service type", description = "The gateway's type in the catalogue")
        String rgw_service_type() default "";

        @AttributeDefinition(
                name = "Gateway's service name",
                description = "The gateway's name in the catalogue, where several services are of one type")
        String rgw_service_name() default "";

        @AttributeDefinition(
                name = "Implicit tenants",
                description = "Whether the gateway files a project's buckets under a tenant of its own")
        boolean rgw_implicit_tenants() default false;

        @AttributeDefinition(
                name = "Signature",
                description = "How requests to the gateway are signed",
                options = {
                    @Option(label = "AWS Signature Version 4", value = V4),
                    @Option(label = "AWS Signature Version 2, for old gateways", value = V2)
                })
        String rgw_signature() default V4;
    }

    private static final Key<String> PREFIX = Key.text("reseller.prefix");
    private static final Key<String> ACCESS_KEY = Key.text("rgw.access.key");
    private static final Key<String> SECRET_KEY = Key.secret("rgw.secret.key");
    private static final Key<String> SERVICE_TYPE = Key.text("rgw.service.type");
    private static final Key<String> SERVICE_NAME = Key.text("rgw.service.name");
    private static final Key<Boolean> IMPLICIT_TENANTS = Key.flag("rgw.implicit.tenants");
    private static final Key<String> SIGNATURE = Key.oneOf("rgw.signature", V4, V2);

    private final Configuration configuration = new Configuration(
            PID, Config.class, PREFIX, ACCESS_KEY, SECRET_KEY, SERVICE_TYPE, SERVICE_NAME, IMPLICIT_TENANTS, SIGNATURE);
    private volatile KeyValues values;

    CentralConfiguration(Map<String, Object> properties) {
        values = configuration.read(properties);
    }

    void read(Map<String, Object> properties) {
        values = configuration.read(properties);
    }

    String resellerPrefix() {
        return values.get(PREFIX);
    }

    /** Empty as long as nothing says which gateway to ask, and as whom. */
    Optional<GatewaySettings> gateway() {
        KeyValues now = values;
        GatewaySettings settings = new GatewaySettings(
                now.get(SERVICE_TYPE),
                now.get(SERVICE_NAME),
                now.get(SIGNATURE).equals(V4)
                        ? new SignatureV4(now.get(ACCESS_KEY), now.get(SECRET_KEY))
                        : new SignatureV2(now.get(ACCESS_KEY), now.get(SECRET_KEY)),
                now.get(IMPLICIT_TENANTS));
        return missing(now).isEmpty() ? Optional.of(settings) : Optional.empty();
    }

    /** What is needed before a gateway can be asked. */
    private static List<String> missing(KeyValues now) {
        List<String> missing = new ArrayList<>();
        for (Key<String> key : List.of(ACCESS_KEY, SECRET_KEY)) {
            if (now.get(key).isEmpty()) {
                missing.add(key.name());
            }
        }
        if (now.get(SERVICE_TYPE).isEmpty() && now.get(SERVICE_NAME).isEmpty()) {
            missing.add(SERVICE_TYPE.name() + " or " + SERVICE_NAME.name());
        }
        return missing;
    }

    Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        configuration.refused().forEach(reason -> reports.add(HealthReport.failed(SUBJECT, reason, "correct it")));
        configuration.warnings().forEach(warning -> reports.add(HealthReport.ok(SUBJECT, warning)));
        List<String> missing = missing(values);
        if (!missing.isEmpty() && missing.size() < 3) {
            reports.add(HealthReport.failed(
                    SUBJECT, "radosgw.* cannot be polled without " + String.join(", ", missing), "add it"));
        }
        return reports;
    }
}
