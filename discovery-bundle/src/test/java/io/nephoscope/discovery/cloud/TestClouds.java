package io.nephoscope.discovery.cloud;

import io.nephoscope.connector.openstack.config.OpenstackConfiguration;
import io.nephoscope.connector.openstack.identity.TokenSource;
import io.nephoscope.connector.openstack.session.SignedCloud;
import io.nephoscope.testkit.openstack.FakeCloud;
import java.nio.file.Path;
import java.util.Map;

/** The connector of an agent whose operator has configured a fake cloud. */
final class TestClouds {

    private TestClouds() {}

    static SignedCloud signedInto(FakeCloud fake) {
        return new SignedCloud(
                new OpenstackConfiguration(Map.of(), Path.of(""))
                        .read(Map.of(
                                "auth.url", fake.authUrl(),
                                "username", "ceilometer",
                                "password", "secret",
                                "default.domain.name", "Default",
                                "project.name", "service"))
                        .orElseThrow(),
                TokenSource.Pauses.USUAL,
                () -> {});
    }
}
