package io.nephoscope.publisher.amqp;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.publisher.amqp.delivery.DeliverySettings;
import io.nephoscope.publisher.amqp.transport.Login;
import io.nephoscope.publisher.amqp.transport.QueueFlags;
import io.nephoscope.publisher.amqp.transport.Target;
import io.nephoscope.publisher.amqp.transport.Tls;
import io.nephoscope.publisher.amqp.transport.Topology;
import io.nephoscope.publisher.amqp.transport.TransportUrl;
import io.nephoscope.publisher.amqp.wire.Driver;
import io.nephoscope.publisher.amqp.wire.WireFormat;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.config.SecretReference;
import io.nephoscope.support.retry.Backoff;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration, checked.
 *
 * @param delivery where messages go and how
 * @param format what they look like
 */
record AmqpSettings(DeliverySettings delivery, WireFormat format) {

    /** AMQP's short strings: names of exchanges, queues and routing keys. */
    private static final int LONGEST_NAME = 200;

    private static final double JITTER = 0.2;
    private static final int HOUR = 3600;

    private static final Key<Boolean> SSL = Key.flag("ssl");
    private static final Key<Optional<Path>> SSL_CA_FILE = Key.file("ssl.ca.file");
    private static final Key<Optional<Path>> SSL_CERT_FILE = Key.file("ssl.cert.file");
    private static final Key<Optional<Path>> SSL_KEY_FILE = Key.file("ssl.key.file");
    private static final Key<Boolean> SSL_VERIFY = Key.flag("ssl.verify");
    private static final Key<Boolean> SSL_VERIFY_HOSTNAME = Key.flag("ssl.verify.hostname");
    private static final Key<Boolean> DURABLE_QUEUES = Key.flag("durable.queues");
    private static final Key<Boolean> AUTO_DELETE = Key.flag("auto.delete");
    private static final Key<Boolean> HA_QUEUES = Key.flag("ha.queues");
    private static final Key<Boolean> QUORUM_QUEUE = Key.flag("quorum.queue");
    private static final Key<Long> QUORUM_DELIVERY_LIMIT = Key.number("quorum.delivery.limit", 0, Integer.MAX_VALUE);
    private static final Key<Long> QUORUM_MAX_MEMORY_LENGTH =
            Key.number("quorum.max.memory.length", 0, Integer.MAX_VALUE);
    private static final Key<Long> QUORUM_MAX_MEMORY_BYTES =
            Key.number("quorum.max.memory.bytes", 0, Integer.MAX_VALUE);
    private static final Key<Login> LOGIN_METHOD = Key.oneOf("login.method", Login.class);
    private static final Key<Duration> HEARTBEAT = Key.seconds("heartbeat", 0, 0xFFFF);

    /** The options of oslo.messaging that a transport_url may bring along, and our keys for them. */
    private static final Map<String, Key<?>> URL_OPTIONS = Map.of(
            "ssl", SSL,
            "ssl_ca_file", SSL_CA_FILE,
            "ssl_cert_file", SSL_CERT_FILE,
            "ssl_key_file", SSL_KEY_FILE,
            "amqp_durable_queues", DURABLE_QUEUES,
            "amqp_auto_delete", AUTO_DELETE,
            "rabbit_ha_queues", HA_QUEUES,
            "rabbit_quorum_queue", QUORUM_QUEUE,
            "rabbit_login_method", LOGIN_METHOD,
            "heartbeat_timeout_threshold", HEARTBEAT);

    private static final Key<Url> TRANSPORT_URL =
            Key.secret("transport.url", Url::parse).essential();
    private static final Key<String> TELEMETRY_SECRET =
            Key.secret("telemetry.secret").essential();
    private static final Key<String> CONTROL_EXCHANGE =
            Key.of("control.exchange", AmqpSettings::amqpName).essential();
    private static final Key<List<String>> TOPICS =
            Key.of("topics", AmqpSettings::amqpNames).essential();
    private static final Key<Driver> DRIVER = Key.oneOf("driver", Driver.class).essential();
    private static final Key<Duration> CONNECT_TIMEOUT = Key.seconds("connect.timeout", 1, 300);
    private static final Key<Duration> RETRY_FIRST = Key.seconds("retry.first", 1, HOUR);
    private static final Key<Duration> RETRY_MAX = Key.seconds("retry.max", 1, HOUR);
    private static final Key<Duration> CONFIRM_TIMEOUT = Key.seconds("confirm.timeout", 2, HOUR);
    private static final Key<Long> CONFIRM_WINDOW_MESSAGES = Key.number("confirm.window.messages", 1, 100_000);
    private static final Key<Long> CONFIRM_WINDOW_BYTES = Key.number("confirm.window.bytes", 1, 1L << 30);

    /** A transport_url, and what its options set. */
    private record Url(TransportUrl url, Map<Key<?>, Object> options) {

        /** No value of an option is told: it may be the rest of a password. */
        static Url parse(String written) {
            TransportUrl url = TransportUrl.parse(written);
            Map<Key<?>, Object> options = new HashMap<>();
            url.options().forEach((option, value) -> {
                Key<?> key = URL_OPTIONS.get(option);
                if (key != null) {
                    options.put(key, valueOf(option, key, value));
                }
            });
            return new Url(url, Map.copyOf(options));
        }

        private static Object valueOf(String option, Key<?> key, String value) {
            try {
                return key.parse(value);
            } catch (IllegalArgumentException e) {
                String place = key == SSL_CA_FILE || key == SSL_CERT_FILE || key == SSL_KEY_FILE
                        ? " that names no file that can be read"
                        : " with a value that it cannot have";
                throw new IllegalArgumentException("has an option " + option + place, e);
            }
        }

        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** Reads configurations of this PID. */
    static Configuration configuration(String pid) {
        return new Configuration(
                        pid,
                        AmqpConfig.class,
                        TRANSPORT_URL,
                        CONTROL_EXCHANGE,
                        TOPICS,
                        TELEMETRY_SECRET,
                        DRIVER,
                        DURABLE_QUEUES,
                        AUTO_DELETE,
                        HA_QUEUES,
                        QUORUM_QUEUE,
                        QUORUM_DELIVERY_LIMIT,
                        QUORUM_MAX_MEMORY_LENGTH,
                        QUORUM_MAX_MEMORY_BYTES,
                        SSL,
                        SSL_CA_FILE,
                        SSL_CERT_FILE,
                        SSL_KEY_FILE,
                        SSL_VERIFY,
                        SSL_VERIFY_HOSTNAME,
                        LOGIN_METHOD,
                        HEARTBEAT,
                        CONNECT_TIMEOUT,
                        RETRY_FIRST,
                        RETRY_MAX,
                        CONFIRM_TIMEOUT,
                        CONFIRM_WINDOW_MESSAGES,
                        CONFIRM_WINDOW_BYTES)
                .rule(
                        values -> objection(
                                effective(values, SSL_CERT_FILE).isPresent()
                                        != effective(values, SSL_KEY_FILE).isPresent(),
                                "needs ssl.key.file, and the other way round"),
                        SSL_CERT_FILE,
                        SSL_KEY_FILE)
                .rule(
                        values -> objection(
                                effective(values, QUORUM_QUEUE)
                                        && (effective(values, HA_QUEUES) || effective(values, AUTO_DELETE)),
                                "goes neither with ha.queues nor with auto.delete"),
                        QUORUM_QUEUE,
                        HA_QUEUES,
                        AUTO_DELETE)
                .rule(
                        values -> objection(
                                values.get(RETRY_MAX).compareTo(values.get(RETRY_FIRST)) < 0,
                                "must not be less than retry.first"),
                        RETRY_MAX,
                        RETRY_FIRST);
    }

    /** The files that secrets of a configuration stand in, whether they are there or not. */
    static Set<Path> secretFiles(Map<String, ?> properties) {
        return Stream.of(TRANSPORT_URL, TELEMETRY_SECRET)
                .map(key -> properties.get(key.name()))
                .flatMap(Stream::ofNullable)
                .flatMap(written -> SecretReference.file(written.toString().strip()).stream())
                .collect(toUnmodifiableSet());
    }

    private static Optional<String> objection(boolean wrong, String sentence) {
        return wrong ? Optional.of(sentence) : Optional.empty();
    }

    static AmqpSettings of(KeyValues values) {
        Target target = new Target(
                values.get(TRANSPORT_URL).url(),
                new Tls(
                        effective(values, SSL),
                        path(effective(values, SSL_CA_FILE)),
                        path(effective(values, SSL_CERT_FILE)),
                        path(effective(values, SSL_KEY_FILE)),
                        values.get(SSL_VERIFY),
                        values.get(SSL_VERIFY_HOSTNAME)),
                effective(values, LOGIN_METHOD),
                effective(values, HEARTBEAT),
                values.get(CONNECT_TIMEOUT),
                new Topology(values.get(CONTROL_EXCHANGE), values.get(TOPICS), flags(values)));
        DeliverySettings delivery = new DeliverySettings(
                target,
                values.get(CONFIRM_WINDOW_MESSAGES),
                values.get(CONFIRM_WINDOW_BYTES),
                values.get(CONFIRM_TIMEOUT),
                new Backoff(values.get(RETRY_FIRST), values.get(RETRY_MAX), JITTER));
        return new AmqpSettings(delivery, new WireFormat(values.get(DRIVER), values.get(TELEMETRY_SECRET)));
    }

    private static QueueFlags flags(KeyValues values) {
        QueueFlags.Quorum quorum = new QueueFlags.Quorum(
                effective(values, QUORUM_QUEUE),
                Math.toIntExact(values.get(QUORUM_DELIVERY_LIMIT)),
                Math.toIntExact(values.get(QUORUM_MAX_MEMORY_LENGTH)),
                Math.toIntExact(values.get(QUORUM_MAX_MEMORY_BYTES)));
        return new QueueFlags(
                effective(values, DURABLE_QUEUES),
                effective(values, AUTO_DELETE),
                effective(values, HA_QUEUES),
                quorum);
    }

    /** What the URL says of a key goes before the key itself, as in oslo.messaging. */
    @SuppressWarnings("unchecked") // the key itself has read it
    private static <T> T effective(KeyValues values, Key<T> key) {
        Object option = values.get(TRANSPORT_URL).options().get(key);
        return option == null ? values.get(key) : (T) option;
    }

    private static String path(Optional<Path> file) {
        return file.map(Path::toString).orElse("");
    }

    private static String amqpName(String written) {
        if (written.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        if (written.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new IllegalArgumentException("is longer than AMQP allows (" + LONGEST_NAME + " bytes)");
        }
        return written;
    }

    private static List<String> amqpNames(String written) {
        List<String> names = Key.someWords("topics").parse(written);
        names.forEach(AmqpSettings::amqpName);
        return names;
    }
}
