package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.monitor.MonitorLimits;
import io.nephoscope.connector.libvirt.rpc.RpcTransport;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.retry.Backoff;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads the connector's configuration, again whenever it changes. Thread-safe. */
final class ConnectorConfiguration {

    private static final Key<String> URI_KEY = Key.of("uri", ConnectorConfiguration::uri);
    private static final Key<String> TYPE = Key.oneOf("type", Drivers.types());
    private static final Key<String> TRANSPORT =
            Key.oneOf("transport", Transports.AUTO, Transports.NATIVE, Transports.RPC);
    private static final Key<Duration> PROBE = Key.seconds("probe.seconds", 1, 3_600);
    private static final Key<Duration> ANSWER = Key.seconds("answer.seconds", 1, 3_600);
    private static final Key<Long> PARALLEL_CALLS = Key.number("parallel.calls", 0, 64);
    private static final Key<Long> STUCK_CALLS = Key.number("stuck.calls", 1, 1_000);

    private static final Backoff RETRY = Backoff.exact(Duration.ofMillis(250), Duration.ofSeconds(2));

    /**
     * What to connect to, and how.
     *
     * @param transport one of the names in {@link Transports}
     */
    record Settings(String uri, String transport, ConnectionSettings connection) {}

    private final Configuration configuration = new Configuration(
            LibvirtConnector.PID,
            LibvirtConnector.Config.class,
            URI_KEY,
            TYPE,
            TRANSPORT,
            PROBE,
            ANSWER,
            PARALLEL_CALLS,
            STUCK_CALLS);

    Settings read(Map<String, ?> properties) {
        KeyValues values = configuration.read(properties);
        return new Settings(
                Drivers.uri(values.get(URI_KEY), values.get(TYPE)),
                values.get(TRANSPORT),
                new ConnectionSettings(
                        values.get(ANSWER),
                        values.get(PROBE),
                        RETRY,
                        MonitorLimits.of(
                                values.get(PARALLEL_CALLS).intValue(),
                                values.get(STUCK_CALLS).intValue())));
    }

    /** Why values were refused at the last reading, one sentence each. */
    List<String> refused() {
        return configuration.refused();
    }

    /** What was taken at the last reading but is probably not meant, one sentence each. */
    List<String> warnings() {
        return configuration.warnings();
    }

    /** The blanks of a path, as an operator writes it, are taken; a password is not, since the URI is shown. */
    private static String uri(String written) {
        String uri = written.replace(" ", "%20");
        if (holdsPassword(uri)) {
            throw new IllegalArgumentException("must not hold a password; it belongs into libvirt's auth.conf");
        }
        try {
            RpcTransport.serves(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a parameter that cannot be decoded", e);
        }
        return uri;
    }

    private static boolean holdsPassword(String uri) {
        try {
            String user = new URI(uri).getRawUserInfo();
            return user != null && user.contains(":");
        } catch (URISyntaxException e) {
            // Libvirt's library may know it all the same, as an alias of a URI for example.
            return uri.matches("[^/]*://[^/@]*:[^/@]*@.*");
        }
    }
}
