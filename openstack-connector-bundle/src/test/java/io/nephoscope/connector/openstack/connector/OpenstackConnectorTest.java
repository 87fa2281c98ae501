package io.nephoscope.connector.openstack.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.config.OpenstackConfiguration;
import io.nephoscope.connector.openstack.identity.TokenSource;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.HttpAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The component in a framework. */
class OpenstackConnectorTest {

    @TempDir
    Path folder;

    private FakeCloud fake;
    private Framework framework;
    private OpenstackConnector connector;

    @BeforeEach
    void start() throws BundleException, IOException {
        fake = FakeCloud.start().service("image", "/image").document("/image/v2/one", HttpAnswer.json("{\"id\": 1}"));
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", folder.resolve("storage").toString(), "felix.log.level", "0"));
        framework.start();
        connector = new OpenstackConnector(
                context(), new OpenstackConfiguration(Map.of(), folder), TokenSource.Pauses.USUAL);
    }

    @AfterEach
    void stop() throws Exception {
        connector.stop();
        framework.stop();
        framework.waitForStop(5_000);
        fake.close();
    }

    private BundleContext context() {
        BundleContext context = framework.getBundleContext();
        assertThat(context).isNotNull();
        return context;
    }

    @SuppressWarnings("JdkObsolete") // ConfigAdmin hands over dictionaries
    private Dictionary<String, Object> credentials() {
        Dictionary<String, Object> written = new Hashtable<>();
        written.put("auth.url", fake.authUrl());
        written.put("user.id", "u");
        written.put("password", "secret");
        written.put("project.id", "p");
        return written;
    }

    private Cloud cloud() {
        ServiceReference<Cloud> reference = context().getServiceReference(Cloud.class);
        assertThat(reference).isNotNull();
        return context().getService(reference);
    }

    private boolean offered() {
        return context().getServiceReference(Cloud.class) != null;
    }

    @Test
    void isIdleAndHealthyWithoutCredentials() {
        connector.updated(null);

        assertThat(offered()).isFalse();
        assertThat(connector.health()).singleElement().satisfies(line -> {
            assertThat(line.state()).isEqualTo(HealthReport.State.OK);
            assertThat(line.message()).isEqualTo("no credentials are configured: nothing is polled there");
        });
    }

    @Test
    void offersTheCloudWhileCredentialsAreConfigured() throws Exception {
        connector.updated(credentials());
        assertThat(cloud().service("image")
                        .get("/v2/one", Duration.ofSeconds(20))
                        .number("id"))
                .contains(1L);

        connector.updated(null);

        assertThat(offered()).isFalse();
    }

    @Test
    void keepsTheServiceThroughNewSettings() {
        connector.updated(credentials());
        Cloud before = cloud();
        Dictionary<String, Object> other = credentials();
        other.put("region.name", "RegionOne");

        connector.updated(other);

        assertThat(cloud()).isSameAs(before);
    }

    @Test
    void tellsWhatIsRefusedAndGoesOn() {
        connector.updated(credentials());
        Dictionary<String, Object> wrong = credentials();
        wrong.put("auth.url", "nonsense");

        connector.updated(wrong);

        assertThat(offered()).isTrue();
        assertThat(connector.health()).anySatisfy(line -> {
            assertThat(line.state()).isEqualTo(HealthReport.State.FAILED);
            assertThat(line.message()).contains("auth.url: must be http:// or https://");
        });
    }

    @Test
    void readsASecretAgainThatWasWrong() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "outdated");
        Dictionary<String, Object> written = credentials();
        written.put("password", "file:" + secret);
        connector = new OpenstackConnector(
                context(),
                new OpenstackConfiguration(Map.of(), folder),
                new TokenSource.Pauses(
                        Backoff.exact(Duration.ofMillis(50), Duration.ofMillis(50)), TokenSource.Pauses.USUAL.away()));
        connector.updated(written);
        Cloud cloud = cloud();
        assertThatThrownBy(() -> cloud.service("image").get("/v2/one", Duration.ofSeconds(20)))
                .hasMessageContaining("refuses user u");

        Files.writeString(secret, "secret");

        await().ignoreExceptions().untilAsserted(() -> assertThat(cloud.service("image")
                        .get("/v2/one", Duration.ofSeconds(20))
                        .number("id"))
                .contains(1L));
    }

    @Test
    void listsWhatWasAskedForTheShell() throws Exception {
        connector.updated(null);
        assertThat(connector.endpoints()).isEmpty();
        connector.updated(credentials());
        cloud().service("image").get("/v2/one", Duration.ofSeconds(20));

        assertThat(connector.endpoints())
                .satisfiesExactly(
                        signIn -> {
                            assertThat(signIn.service).isEqualTo("sign-in");
                            assertThat(signIn.calls).isEqualTo(1);
                            assertThat(signIn.tokenExpiresAt).isPositive();
                        },
                        image -> {
                            assertThat(image.service).isEqualTo("image");
                            assertThat(image.address).isEqualTo(fake.url());
                            assertThat(image.calls).isEqualTo(1);
                            assertThat(image.error).isEmpty();
                        });
    }

    @Test
    void mayBeStoppedTwice() {
        connector.updated(credentials());

        connector.stop();
        connector.stop();
        connector.updated(credentials());

        assertThat(offered()).isFalse();
    }
}
