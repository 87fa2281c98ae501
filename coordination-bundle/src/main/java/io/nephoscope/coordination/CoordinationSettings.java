package io.nephoscope.coordination;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.CoordinationTarget.Tls;
import io.nephoscope.partition.HashSlots;
import io.nephoscope.partition.Member;
import io.nephoscope.partition.coordination.PartitionSettings;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.text.HostName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The configuration, checked.
 *
 * @param backend through what agents agree; empty if nothing is configured, or what is configured cannot be used
 * @param partitioning how resources are shared out
 * @param member this agent, with its share beside others
 * @param session after how long without a sign of life an agent is gone
 * @param partition how members agree
 * @param longestList how many characters a list may have that one agent makes for all; empty if each makes its own
 */
record CoordinationSettings(
        Optional<BackendUrl> backend,
        Partitioning partitioning,
        GroupName group,
        Member member,
        Duration session,
        PartitionSettings partition,
        Optional<Integer> longestList,
        Optional<Tls> tls) {

    /** Where all records lie in the engine, below what the URL names. */
    private static final String ROOT = "nephoscope/";

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{0,100}");
    private static final Pattern HOST_SIGNS = Pattern.compile("[^A-Za-z0-9._-]");
    private static final String BACKEND = "backend.url";

    private static final Key<Optional<BackendUrl>> BACKEND_URL =
            Key.secret(BACKEND, BackendUrl::parse).essential();
    private static final Key<Partitioning> PARTITIONING =
            Key.oneOf("partitioning", Partitioning.class).essential();
    private static final Key<String> GROUP =
            Key.of("group", CoordinationSettings::word).essential();
    private static final Key<String> GROUP_PREFIX =
            Key.of("partitioning.group.prefix", CoordinationSettings::word).essential();
    private static final Key<String> MEMBER =
            Key.of("member", CoordinationSettings::word).essential();
    private static final Key<Long> WEIGHT = Key.number("weight", 1, 10_000);
    private static final Key<Long> SLOTS = Key.number("slots", 1, HashSlots.MAX);
    private static final Key<Duration> SESSION = Key.seconds("session.timeout", 2, 3_600);
    private static final Key<Duration> LEAD = Key.seconds("handover.lead", 3, 7_200);
    private static final Key<Duration> SETTLE = Key.seconds("settle", 0, 600);
    private static final Key<Duration> GRACE = Key.seconds("grace", 3, 7_200);
    private static final Key<Duration> HOLD = Key.seconds("hold", 10, 86_400);
    private static final Key<Duration> REBALANCE = Key.seconds("rebalance", 0, 86_400);
    private static final Key<Boolean> ONCE = Key.flag("discovery.once");
    private static final Key<Long> LONGEST_LIST = Key.number("discovery.once.max", 1, 900);
    private static final int KB = 1_000;
    private static final Key<Boolean> TLS = Key.flag("tls");
    private static final Key<Optional<Path>> TLS_CA_FILE =
            Key.file("tls.ca.file").essential();
    private static final Key<Optional<Path>> TLS_CERT_FILE =
            Key.file("tls.cert.file").essential();
    private static final Key<Optional<Path>> TLS_KEY_FILE =
            Key.file("tls.key.file").essential();
    private static final Key<Boolean> TLS_VERIFY_HOSTNAME = Key.flag("tls.verify.hostname");

    /**
     * Which agents share with each other.
     *
     * @param given its name, if it is configured
     * @param prefix is added to the name of the namespaces; empty for nothing
     */
    record GroupName(String given, String prefix) {

        /** As Ceilometer names it; empty while the namespaces are not known. */
        Optional<String> of(Collection<String> namespaces) {
            String base = given.isEmpty() ? String.join("-", new TreeSet<>(namespaces)) : given;
            return Optional.of(prefix.isEmpty() ? base : base + "-" + prefix).filter(name -> !base.isEmpty());
        }
    }

    /** Reads configurations of this PID. */
    static Configuration configuration(String pid) {
        Configuration configuration = new Configuration(
                pid,
                CoordinationConfig.class,
                BACKEND_URL,
                PARTITIONING,
                GROUP,
                GROUP_PREFIX,
                MEMBER,
                WEIGHT,
                SLOTS,
                SESSION,
                LEAD,
                SETTLE,
                GRACE,
                HOLD,
                REBALANCE,
                ONCE,
                LONGEST_LIST,
                TLS,
                TLS_CA_FILE,
                TLS_CERT_FILE,
                TLS_KEY_FILE,
                TLS_VERIFY_HOSTNAME);
        Function<Key<Duration>, Function<KeyValues, Optional<String>>> longerThanSession =
                key -> values -> values.get(key).compareTo(values.get(SESSION)) > 0
                        ? Optional.empty()
                        : Optional.of("must be longer than session.timeout, which is "
                                + values.get(SESSION).toSeconds() + ": who is gone has to be known as gone by then");
        Function<Key<Optional<Path>>, Function<KeyValues, Optional<String>>> needsTls =
                key -> values -> values.get(key).isEmpty() || isTls(values)
                        ? Optional.empty()
                        : Optional.of("needs tls = true; without it nothing is encrypted");
        return configuration
                .rule(longerThanSession.apply(LEAD), LEAD, SESSION)
                .rule(longerThanSession.apply(GRACE), GRACE, SESSION)
                .rule(
                        values -> values.get(TLS_CERT_FILE).isPresent()
                                        == values.get(TLS_KEY_FILE).isPresent()
                                ? Optional.empty()
                                : Optional.of("needs tls.key.file, and the other way round"),
                        TLS_CERT_FILE,
                        TLS_KEY_FILE)
                .rule(needsTls.apply(TLS_CERT_FILE), TLS_CERT_FILE, TLS_KEY_FILE)
                .rule(needsTls.apply(TLS_CA_FILE), TLS_CA_FILE);
    }

    /** @param usable whether no essential value was refused: else it is not known where to agree */
    static CoordinationSettings of(KeyValues values, boolean usable) {
        Optional<BackendUrl> backend = usable ? values.get(BACKEND_URL) : Optional.empty();
        String id = values.get(MEMBER).isEmpty()
                ? HOST_SIGNS.matcher(HostName.local()).replaceAll("_")
                : values.get(MEMBER);
        PartitionSettings partition = new PartitionSettings(
                values.get(SLOTS).intValue(),
                values.get(LEAD),
                values.get(SETTLE),
                values.get(GRACE),
                values.get(HOLD),
                values.get(REBALANCE));
        return new CoordinationSettings(
                backend,
                values.get(PARTITIONING),
                new GroupName(values.get(GROUP), values.get(GROUP_PREFIX)),
                new Member(id, values.get(WEIGHT).intValue()),
                values.get(SESSION),
                partition,
                values.get(ONCE) ? Optional.of(KB * values.get(LONGEST_LIST).intValue()) : Optional.empty(),
                isTls(values) ? Optional.of(tls(values)) : Optional.empty());
    }

    private static boolean isTls(KeyValues values) {
        return values.get(TLS)
                || values.get(BACKEND_URL)
                        .filter(url -> url.scheme().endsWith("+https"))
                        .isPresent();
    }

    private static Tls tls(KeyValues values) {
        return new Tls(
                values.get(TLS_CA_FILE),
                values.get(TLS_CERT_FILE),
                values.get(TLS_KEY_FILE),
                values.get(TLS_VERIFY_HOSTNAME));
    }

    /** What an engine is to open. */
    Optional<CoordinationTarget> target(String groupName) {
        return backend.map(url -> new CoordinationTarget(
                url.scheme(),
                url.hosts(),
                url.path(),
                url.options(),
                ROOT + groupName,
                member.id(),
                session,
                url.login(),
                tls));
    }

    /**
     * What an engine is to open where this agent shares as Ceilometer's do: below tooz's own root, by an id of the same form. It is
     * the same after a restart, unlike theirs.
     */
    Optional<CoordinationTarget> toozTarget() {
        String id = UUID.nameUUIDFromBytes(("nephoscope:" + member.id()).getBytes(UTF_8))
                .toString();
        return backend.map(url -> new CoordinationTarget(
                url.scheme(),
                url.hosts(),
                "",
                url.options(),
                url.options().getOrDefault("namespace", "tooz"),
                id,
                session,
                url.login(),
                tls));
    }

    private static String word(String written) {
        if (!WORD.matcher(written).matches()) {
            throw new IllegalArgumentException("must be of letters, digits, dots, dashes and underscores");
        }
        return written;
    }
}
