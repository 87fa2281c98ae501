package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.identity.Catalogue;
import io.nephoscope.connector.openstack.identity.CloudCredentials;
import io.nephoscope.connector.openstack.identity.TokenSource;
import io.nephoscope.support.http.HttpSettings;
import io.nephoscope.support.http.ProxyAddress;
import io.nephoscope.support.http.ProxyRules;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.testkit.openstack.FakeCloud;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings and sessions for a fake cloud. */
public final class Clouds {

    static final Duration AMPLE = Duration.ofSeconds(20);
    static final TokenSource.Pauses SHORT = new TokenSource.Pauses(
            Backoff.exact(Duration.ofMillis(300), Duration.ofSeconds(5)),
            Backoff.exact(Duration.ofMillis(50), Duration.ofMillis(100)));

    private Clouds() {}

    public static SignedCloud of(FakeCloud fake) {
        return of(settings(fake, http()));
    }

    static SignedCloud of(CloudSettings settings) {
        return new SignedCloud(settings, SHORT, () -> {});
    }

    static CloudSettings settings(FakeCloud fake, HttpSettings http) {
        return settings(fake.authUrl(), "secret", http);
    }

    static CloudSettings settings(String authUrl, String password, HttpSettings http) {
        return settings(authUrl, password, http, Map.of());
    }

    static CloudSettings settings(String authUrl, String password, HttpSettings http, Map<String, URI> overrides) {
        Map<String, String> options = new HashMap<>();
        options.put("auth.url", authUrl);
        options.put("username", "ceilometer");
        options.put("password", password);
        options.put("user.domain.name", "Default");
        options.put("project.name", "service");
        options.put("project.domain.name", "Default");
        return new CloudSettings(
                CloudCredentials.of(options),
                new Catalogue.Choice(List.of("public"), "RegionOne"),
                overrides,
                http,
                "etc/test.cfg");
    }

    static HttpSettings http() {
        return http(8, Optional.empty(), false);
    }

    static HttpSettings http(int parallel, Optional<Path> cafile, boolean insecure) {
        return http(parallel, cafile, insecure, Optional.empty());
    }

    /** By a proxy; without one nothing of the environment counts either. */
    static HttpSettings http(Optional<Path> cafile, String proxy) {
        return http(8, cafile, false, Optional.of(ProxyAddress.of(proxy)));
    }

    private static HttpSettings http(
            int parallel, Optional<Path> cafile, boolean insecure, Optional<ProxyAddress> proxy) {
        return new HttpSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                cafile,
                Optional.empty(),
                Optional.empty(),
                insecure,
                ProxyRules.of(Map.of(), proxy),
                parallel,
                parallel);
    }
}
