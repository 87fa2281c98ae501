package io.nephoscope.connector.openstack.session;

import static io.nephoscope.connector.openstack.session.Clouds.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.HttpAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final String QUOTA = "/image/v2/quota";

    private FakeCloud fake;
    private SignedCloud cloud;

    @BeforeEach
    void start() throws IOException {
        fake = FakeCloud.start().service("image", "/image/v2").document(QUOTA, HttpAnswer.json("{\"limit\": 7}"));
        cloud = Clouds.of(fake);
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
        fake.close();
    }

    private CloudService images() {
        return cloud.service("image");
    }

    @Test
    void opensNothingBeforeItIsAsked() {
        assertThat(cloud.health()).singleElement().satisfies(line -> {
            assertThat(line.state()).isEqualTo(HealthReport.State.OK);
            assertThat(line.message()).contains("nothing has been asked yet");
        });
        assertThat(fake.calls()).isEmpty();
    }

    @Test
    void signsInOnceForAllThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(() -> images().get("/v2/quota", AMPLE)));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdownNow();

        assertThat(fake.signIns()).isEqualTo(1);
        assertThat(fake.count(QUOTA)).isEqualTo(8);
    }

    @Test
    void getsANewTokenBeforeTheOldOneExpires() throws Exception {
        fake.tokenLife(Duration.ofSeconds(1));
        long asked = 0;

        while (fake.signIns() < 3) {
            images().get("/v2/quota", AMPLE);
            asked++;
        }

        assertThat(fake.count(QUOTA))
                .as("a token that had expired would have been tried twice")
                .isEqualTo(asked);
    }

    @Test
    void getsANewTokenOnceWhereTheOldOneIsRefused() throws Exception {
        images().get("/v2/quota", AMPLE);
        fake.revokeTokens();

        assertThat(images().get("/v2/quota", AMPLE).number("limit")).contains(7L);

        assertThat(fake.signIns()).isEqualTo(2);
    }

    @Test
    void takesAServiceThatRefusesEvenANewTokenForForbidden() {
        fake.once(QUOTA, HttpAnswer.status(401)).once(QUOTA, HttpAnswer.status(401));

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> images().get("/v2/quota", AMPLE))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.FORBIDDEN));
        assertThat(fake.signIns()).isEqualTo(2);
    }

    @Test
    void leavesKeystoneAloneForAWhileThatRefusesTheCredentials() {
        fake.accept("another");

        for (int i = 0; i < 50; i++) {
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> images().get("/v2/quota", AMPLE))
                    .withMessageContaining("refuses user ceilometer")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.SIGN_IN));
        }

        assertThat(fake.signIns()).isLessThanOrEqualTo(2);
        assertThat(cloud.health()).singleElement().satisfies(line -> {
            assertThat(line.state()).isEqualTo(HealthReport.State.FAILED);
            assertThat(line.remedy()).contains("correct").contains("etc/test.cfg");
        });
    }

    @Test
    void comesBackByItselfWhenTheCredentialsAreTakenAgain() {
        fake.accept("another");
        assertThatExceptionOfType(CloudException.class).isThrownBy(() -> images().get("/v2/quota", AMPLE));

        fake.accept("secret");

        await().ignoreExceptions().untilAsserted(() -> images().get("/v2/quota", AMPLE));
        assertThat(cloud.health()).allMatch(line -> line.state() == HealthReport.State.OK);
    }

    @Test
    void readsTheSettingsAgainBeforeItTriesRefusedCredentialsAgain() {
        SignedCloud[] self = new SignedCloud[1];
        self[0] = new SignedCloud(
                Clouds.settings(fake.authUrl(), "outdated", Clouds.http()),
                Clouds.SHORT,
                () -> self[0].apply(Clouds.settings(fake, Clouds.http())));
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> self[0].service("image").get("/v2/quota", AMPLE));

        await().ignoreExceptions().untilAsserted(() -> self[0].service("image").get("/v2/quota", AMPLE));

        self[0].close();
    }

    @Test
    void waitsForAKeystoneThatIsAwayAtStart() throws Exception {
        String gone = fake.authUrl();
        fake.close();
        try (SignedCloud early = Clouds.of(Clouds.settings(gone, "secret", Clouds.http()))) {
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> early.service("image").get("/v2/quota", AMPLE))
                    .withMessageContaining("refuses the connection");

            assertThat(early.health()).singleElement().satisfies(line -> {
                assertThat(line.state()).isEqualTo(HealthReport.State.WAITING);
                assertThat(line.remedy()).isNotEmpty();
            });
        }
    }

    @Test
    void triesOnceMoreWhereKeystoneFails() throws Exception {
        fake.onceAtSignIn(HttpAnswer.status(500));

        images().get("/v2/quota", AMPLE);

        assertThat(fake.signIns()).isEqualTo(2);
    }

    @Test
    void ofAnAddressThatIsNoKeystoneItSaysSo() {
        fake.onceAtSignIn(HttpAnswer.status(404));

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> images().get("/v2/quota", AMPLE))
                .withMessageContaining("there is no Keystone v3 at")
                .withMessageContaining("correct auth.url");
    }

    @Test
    void ofAPageOfAProxyInsteadOfATokenItSaysSo() {
        fake.onceAtSignIn(HttpAnswer.status(201).body("text/html", "<html>log in</html>"));

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> images().get("/v2/quota", AMPLE))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.MALFORMED));
    }

    @Test
    void keepsToTheDeadlineWhileKeystoneStalls() {
        fake.onceAtSignIn(HttpAnswer.json("{\"token\": {}}")
                .withStatus(201)
                .header("X-Subject-Token", "t")
                .stall());
        long begunAt = System.nanoTime();

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> images().get("/v2/quota", Duration.ofMillis(300)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.TIMEOUT));
        assertThat(System.nanoTime() - begunAt).isLessThan(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void showsNothingSecret() throws Exception {
        images().get("/v2/quota", AMPLE);

        assertThat(List.of(
                        cloud.health().toString(),
                        Clouds.settings(fake, Clouds.http()).toString(),
                        cloud.tokenState().toString(),
                        cloud.endpointStates().toString()))
                .noneMatch(text -> text.contains("secret") || text.contains("gAAAA"));
    }

    @Test
    void asksTheOldServiceOfThePluginWithNewSettings() throws Exception {
        CloudService before = images();
        try (FakeCloud other =
                FakeCloud.start().service("image", "/image/v2").document(QUOTA, HttpAnswer.json("{\"limit\": 8}"))) {
            cloud.apply(Clouds.settings(other, Clouds.http()));

            assertThat(before.get("/v2/quota", AMPLE).number("limit")).contains(8L);
        }
    }

    @Test
    void tellsWhatTheCatalogueHas() throws Exception {
        fake.service("volumev3", "/volume/v3/" + FakeCloud.PROJECT)
                .endpoint("dns", "internal", "RegionOne", "http://d:9001");

        assertThat(cloud.offers("block-storage", AMPLE)).isTrue();
        assertThat(cloud.offers("dns", AMPLE)).isTrue();
        assertThat(cloud.offers("alarm", AMPLE)).isFalse();
        assertThat(cloud.endpoints(AMPLE))
                .extracting(
                        endpoint -> Map.entry(endpoint.type(), endpoint.url().toString()))
                .containsExactly(
                        Map.entry("image", fake.url() + "/image/v2"),
                        Map.entry("volumev3", fake.url() + "/volume/v3/" + FakeCloud.PROJECT));
    }
}
