package io.nephoscope.coordination.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.CoordinationTarget.Login;
import io.nephoscope.api.coordination.CoordinationTarget.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdSettingsTest {

    private static final Optional<Tls> TLS =
            Optional.of(new Tls(Optional.empty(), Optional.empty(), Optional.empty(), true));

    private static EtcdSettings settings(String scheme, String host, Map<String, String> options, Optional<Tls> tls) {
        return EtcdSettings.of(new CoordinationTarget(
                scheme,
                List.of(host),
                "site/a/",
                options,
                "nephoscope/central",
                "ctl-1",
                Duration.ofSeconds(10),
                Optional.of(new Login("agent", "hidden")),
                tls));
    }

    private static EtcdSettings settings(String scheme, String host, Map<String, String> options) {
        return settings(scheme, host, options, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "etcd3,       one,      http://one:2379/",
        "etcd3+http,  one:4001, http://one:4001/",
        "etcd3+https, one,      https://one:2379/",
        "etcd3,       [::1],    http://[::1]:2379/",
        "etcd3,       [::1]:99, http://[::1]:99/",
    })
    void knowsWhereAHostIs(String scheme, String host, URI expected) {
        assertThat(settings(scheme, host, Map.of()).endpoints()).containsExactly(expected);
    }

    @Test
    void speaksTlsWhereItIsConfiguredOrTheUrlNamesFiles() {
        EtcdSettings configured = settings("etcd3", "one", Map.of(), TLS);
        EtcdSettings named = settings("etcd3", "one", Map.of("ca_cert", "/etc/ca.pem"));

        assertThat(configured.endpoints()).containsExactly(URI.create("https://one:2379/"));
        assertThat(named.tls().orElseThrow().authorities()).contains(Path.of("/etc/ca.pem"));
        assertThat(named.tls().orElseThrow().verifyHostname()).isTrue();
    }

    @Test
    void takesWhatToozTakes() {
        EtcdSettings settings = settings(
                "etcd3",
                "one",
                Map.of("api_version", "v3beta", "timeout", "7", "lock_timeout", "1", "membership_timeout", "2"));

        assertThat(settings.api()).isEqualTo("v3beta");
        assertThat(settings.request()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.session()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void putsAllKeysBelowThePath() {
        assertThat(settings("etcd3", "one", Map.of()).keys().assignment())
                .isEqualTo("site/a/nephoscope/central/assignment");
    }

    @ParameterizedTest
    @CsvSource({
        "one,          time_out,    5,   etcd has no option time_out",
        "one,          api_version, v2,  api_version must be",
        "one,          timeout,     0,   timeout must be a whole number",
        "one,          timeout,     1.5, timeout must be a whole number",
        "one:99999,    timeout,     5,   a port is a number from 1 to 65535",
        "hidden@one/x, timeout,     5,   etcd is reached at NAME or NAME:PORT",
    })
    void saysWhatCannotBe(String host, String option, String value, String sentence) {
        assertThatThrownBy(() -> settings("etcd3", host, Map.of(option, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void refusesTlsInTheClear() {
        assertThatThrownBy(() -> settings("etcd3+http", "one", Map.of(), TLS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("etcd3+https");
    }

    @Test
    void showsNoSecret() {
        assertThat(settings("etcd3", "one", Map.of()).toString()).doesNotContain("hidden");
    }

    @Test
    void saysWhichFileOfTlsCannotBeUsed() {
        Tls missing = new Tls(Optional.of(Path.of("/nowhere/ca.pem")), Optional.empty(), Optional.empty(), true);

        assertThatThrownBy(() -> EtcdTls.context(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/nowhere/ca.pem");
    }
}
