package io.nephoscope.publisher.amqp;

import io.nephoscope.publisher.amqp.delivery.Backoff;
import io.nephoscope.publisher.amqp.delivery.Route;
import io.nephoscope.publisher.amqp.delivery.Window;
import io.nephoscope.publisher.amqp.outbox.OutboxBounds;
import io.nephoscope.publisher.amqp.transport.Login;
import io.nephoscope.publisher.amqp.transport.QueueFlags;
import io.nephoscope.publisher.amqp.transport.Target;
import io.nephoscope.publisher.amqp.transport.Tls;
import io.nephoscope.publisher.amqp.transport.Topology;
import io.nephoscope.publisher.amqp.transport.TransportUrl;
import io.nephoscope.publisher.amqp.wire.Driver;
import io.nephoscope.publisher.amqp.wire.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks a configuration. */
final class SettingsParser {

    private static final int MAX_HEARTBEAT = 0xFFFF;
    private static final int MAX_SECONDS = 3600;

    /** The options of oslo.messaging that a transport_url may bring along, and our keys for them. */
    private static final Map<String, String> URL_OPTIONS = Map.of(
            "ssl", "ssl",
            "ssl_ca_file", "ssl.ca.file",
            "ssl_cert_file", "ssl.cert.file",
            "ssl_key_file", "ssl.key.file",
            "amqp_durable_queues", "durable.queues",
            "amqp_auto_delete", "auto.delete",
            "rabbit_ha_queues", "ha.queues",
            "rabbit_quorum_queue", "quorum.queue",
            "rabbit_login_method", "login.method",
            "heartbeat_timeout_threshold", "heartbeat");

    private SettingsParser() {}

    /**
     * Checks the values of a configuration; keys that are not ours are left alone.
     *
     * @throws SettingsException for the first that cannot be used
     */
    static Settings parse(Map<String, ?> given) throws SettingsException {
        TransportUrl url = url(ConfigReader.read(AmqpConfig.class, given).transport_url());
        Map<String, Object> values = new HashMap<>(given);
        url.options().forEach((option, value) -> {
            String key = URL_OPTIONS.get(option);
            if (key != null) {
                values.put(key, value);
            }
        });
        AmqpConfig config = ConfigReader.read(AmqpConfig.class, values);
        return new Settings(route(url, config), format(config), bounds(config));
    }

    private static TransportUrl url(String text) throws SettingsException {
        try {
            return TransportUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("transport.url", String.valueOf(e.getMessage()));
        }
    }

    private static Route route(TransportUrl url, AmqpConfig config) throws SettingsException {
        Target target = new Target(
                url,
                tls(config),
                choice("login.method", Login.class, config.login_method()),
                Duration.ofSeconds(between("heartbeat", config.heartbeat(), 0, MAX_HEARTBEAT)),
                Duration.ofSeconds(between("connect.timeout", config.connect_timeout(), 1, MAX_SECONDS)),
                topology(config));
        Window window = new Window(
                (int) between("confirm.window.messages", config.confirm_window_messages(), 1, Integer.MAX_VALUE),
                between("confirm.window.bytes", config.confirm_window_bytes(), 1, Long.MAX_VALUE));
        long first = between("retry.first", config.retry_first(), 1, MAX_SECONDS);
        long max = between("retry.max", config.retry_max(), first, MAX_SECONDS);
        return new Route(target, window, new Backoff(Duration.ofSeconds(first), Duration.ofSeconds(max)));
    }

    private static Tls tls(AmqpConfig config) throws SettingsException {
        if (config.ssl_cert_file().isEmpty() != config.ssl_key_file().isEmpty()) {
            throw new SettingsException("ssl.cert.file", "needs ssl.key.file, and the other way round");
        }
        return new Tls(
                config.ssl(),
                readable("ssl.ca.file", config.ssl_ca_file()),
                readable("ssl.cert.file", config.ssl_cert_file()),
                readable("ssl.key.file", config.ssl_key_file()),
                config.ssl_verify(),
                config.ssl_verify_hostname());
    }

    private static Topology topology(AmqpConfig config) throws SettingsException {
        if (config.control_exchange().isEmpty()) {
            throw new SettingsException("control.exchange", "must not be empty");
        }
        if (config.topics().length == 0) {
            throw new SettingsException("topics", "must name at least one topic");
        }
        QueueFlags.Quorum quorum = new QueueFlags.Quorum(
                config.quorum_queue(),
                config.quorum_delivery_limit(),
                config.quorum_max_memory_length(),
                config.quorum_max_memory_bytes());
        if (quorum.enabled() && (config.ha_queues() || config.auto_delete())) {
            throw new SettingsException("quorum.queue", "goes neither with ha.queues nor with auto.delete");
        }
        return new Topology(
                config.control_exchange(),
                List.of(config.topics()),
                new QueueFlags(config.durable_queues(), config.auto_delete(), config.ha_queues(), quorum));
    }

    private static WireFormat format(AmqpConfig config) throws SettingsException {
        return new WireFormat(choice("driver", Driver.class, config.driver()), config.telemetry_secret());
    }

    private static OutboxBounds bounds(AmqpConfig config) throws SettingsException {
        return new OutboxBounds(
                (int) between("outbox.messages", config.outbox_messages(), 1, Integer.MAX_VALUE),
                between("outbox.bytes", config.outbox_bytes(), 1, Long.MAX_VALUE));
    }

    private static long between(String key, long value, long min, long max) throws SettingsException {
        if (value < min || value > max) {
            throw new SettingsException(key, "must be " + min + " to " + max + ", not " + value);
        }
        return value;
    }

    private static <E extends Enum<E>> E choice(String key, Class<E> type, String name) throws SettingsException {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new SettingsException(key, "must be one of " + List.of(type.getEnumConstants()) + ", not " + name);
    }

    private static String readable(String key, String file) throws SettingsException {
        if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
            throw new SettingsException(key, "cannot read the file " + file);
        }
        return file;
    }
}
