package io.nephoscope.coordination.zookeeper;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.CoordinationTarget.Login;
import io.nephoscope.api.coordination.CoordinationTarget.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How to reach ZooKeeper, by what the URL and its options say; they are those of tooz.
 *
 * @param hosts parted by commas
 */
record ZookeeperSettings(String hosts, ZnodePaths paths, Duration session, Optional<Login> login, Optional<Tls> tls) {

    private static final Logger LOG = LoggerFactory.getLogger(ZookeeperSettings.class);

    /** Those that tooz has besides mean something to it alone, or nothing at all. */
    private static final Set<String> KNOWN =
            Set.of("hosts", "timeout", "use_ssl", "ca", "certfile", "keyfile", "verify_certs");

    private static final Set<String> WITHOUT_MEANING =
            Set.of("connection_retry", "command_retry", "handler", "namespace", "randomize_hosts", "keyfile_password");

    /** @throws IllegalArgumentException if something cannot be, in a sentence that shows no secret */
    static ZookeeperSettings of(CoordinationTarget target) {
        Map<String, String> options = target.options();
        tellOthers(options);
        target.login().ifPresent(ZookeeperSettings::check);
        return new ZookeeperSettings(
                hosts(target),
                ZnodePaths.of(target.path(), target.root(), target.member()),
                session(target),
                target.login(),
                target.tls().or(() -> tls(options)));
    }

    private static void tellOthers(Map<String, String> options) {
        Set<String> others = new TreeSet<>(options.keySet());
        others.removeAll(KNOWN);
        others.removeAll(WITHOUT_MEANING);
        if (!others.isEmpty()) {
            LOG.warn("backend.url has options that mean nothing for ZooKeeper: {}.", others);
        }
    }

    private static void check(Login login) {
        if (login.user().isEmpty() || login.user().contains(":")) {
            throw new IllegalArgumentException("ZooKeeper takes no user with a colon, or without a name");
        }
    }

    private static String hosts(CoordinationTarget target) {
        List<String> hosts = new ArrayList<>(target.hosts());
        for (String more : target.options().getOrDefault("hosts", "").split(",", -1)) {
            if (!more.isBlank()) {
                hosts.add(more.strip());
            }
        }
        hosts.removeIf(String::isBlank);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("backend.url names no host");
        }
        return String.join(",", hosts);
    }

    private static Duration session(CoordinationTarget target) {
        String timeout = target.options().get("timeout");
        if (timeout == null) {
            return target.session();
        }
        try {
            double seconds = Double.parseDouble(timeout);
            if (seconds > 0 && seconds <= 3600) {
                return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
            }
        } catch (NumberFormatException notANumber) {
            LOG.debug("timeout", notANumber);
        }
        throw new IllegalArgumentException(
                "option timeout of backend.url must be a number of seconds up to 3600, was \"" + timeout + "\"");
    }

    private static Optional<Tls> tls(Map<String, String> options) {
        if (!isTrue(options.getOrDefault("use_ssl", "false"))) {
            return Optional.empty();
        }
        if (!isTrue(options.getOrDefault("verify_certs", "true"))) {
            throw new IllegalArgumentException(
                    "option verify_certs=false of backend.url is not taken: name the authority with ca=FILE");
        }
        return Optional.of(new Tls(file(options, "ca"), file(options, "certfile"), file(options, "keyfile"), true));
    }

    private static Optional<Path> file(Map<String, String> options, String name) {
        return Optional.ofNullable(options.get(name))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    /** The words that Oslo takes for true. */
    private static boolean isTrue(String word) {
        return Set.of("1", "t", "true", "on", "y", "yes").contains(word.strip().toLowerCase(Locale.ROOT));
    }

    int sessionMillis() {
        return Math.toIntExact(session.toMillis());
    }
}
