package io.nephoscope.publisher.prometheus;

import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration, checked.
 *
 * @param access who may ask
 * @param shown what is shown
 */
record PrometheusSettings(Access access, Shown shown) {

    private static final int YEAR = 365 * 86_400;

    private static final Key<List<ListenAddress>> LISTEN =
            Key.of("listen", PrometheusSettings::addresses).essential();
    private static final Key<Optional<Path>> TLS_CERT_FILE =
            Key.file("tls.cert.file").essential();
    private static final Key<Optional<Path>> TLS_KEY_FILE =
            Key.file("tls.key.file").essential();
    private static final Key<Optional<Path>> TLS_CA_FILE =
            Key.file("tls.ca.file").essential();
    private static final Key<Long> SERIES_MAX = Key.number("series.max", 1, 10_000_000);
    private static final Key<Duration> STALE_AFTER = Key.seconds("stale.after", 0, YEAR);
    private static final Key<Boolean> TIMESTAMPS = Key.flag("timestamps");
    private static final Key<List<String>> METADATA_LABELS = Key.words("metadata.labels");

    /**
     * Who may ask, and where.
     *
     * @param listen at least one
     * @param certificate with its key; empty for no TLS
     * @param authorities whose clients alone are let in; empty for everybody
     */
    record Access(List<ListenAddress> listen, Optional<Certificate> certificate, Optional<Path> authorities) {}

    /** Files of a certificate and its key. */
    record Certificate(Path certificate, Path key) {}

    /**
     * What is shown.
     *
     * @param seriesMax series at most
     * @param staleAfter how long one is shown that is not polled; zero for 2.5 intervals
     * @param timestamps whether the times of polls are shown
     * @param metadata those that become labels, with dots between levels
     */
    record Shown(int seriesMax, Duration staleAfter, boolean timestamps, List<String> metadata) {}

    /** Reads configurations of this PID. A mistake must not open what was meant to be closed: hence essential keys. */
    static Configuration configuration(String pid) {
        return new Configuration(
                        pid,
                        PrometheusConfig.class,
                        LISTEN,
                        TLS_CERT_FILE,
                        TLS_KEY_FILE,
                        TLS_CA_FILE,
                        SERIES_MAX,
                        STALE_AFTER,
                        TIMESTAMPS,
                        METADATA_LABELS)
                .rule(
                        values -> objection(
                                values.get(TLS_CERT_FILE).isPresent()
                                        != values.get(TLS_KEY_FILE).isPresent(),
                                "needs tls.key.file, and the other way round"),
                        TLS_CERT_FILE,
                        TLS_KEY_FILE)
                .rule(
                        values -> objection(
                                values.get(TLS_CA_FILE).isPresent()
                                        && values.get(TLS_CERT_FILE).isEmpty(),
                                "needs tls.cert.file"),
                        TLS_CA_FILE,
                        TLS_CERT_FILE);
    }

    private static Optional<String> objection(boolean wrong, String sentence) {
        return wrong ? Optional.of(sentence) : Optional.empty();
    }

    private static List<ListenAddress> addresses(String written) {
        return Key.someWords("listen").parse(written).stream()
                .map(ListenAddress::of)
                .toList();
    }

    static PrometheusSettings of(KeyValues values) {
        Optional<Certificate> certificate = values.get(TLS_CERT_FILE)
                .flatMap(file -> values.get(TLS_KEY_FILE).map(key -> new Certificate(file, key)));
        return new PrometheusSettings(
                new Access(values.get(LISTEN), certificate, values.get(TLS_CA_FILE)),
                new Shown(
                        Math.toIntExact(values.get(SERIES_MAX)),
                        values.get(STALE_AFTER),
                        values.get(TIMESTAMPS),
                        values.get(METADATA_LABELS)));
    }
}
