package io.nephoscope.connector.openstack.session;

import static io.nephoscope.connector.openstack.session.Clouds.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.support.http.HttpSettings;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.HttpAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    private static final String IMAGE = "/image/v2/one";

    private FakeCloud fake;
    private SignedCloud cloud;

    @BeforeEach
    void start() throws IOException {
        fake = FakeCloud.start()
                .service("image", "/image")
                .service("network", "/network/v2.0")
                .document(IMAGE, HttpAnswer.json("{\"id\": 1}"))
                .document("/network/v2.0/one", HttpAnswer.json("{\"id\": 2}"));
        cloud = Clouds.of(fake);
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
        fake.close();
    }

    private JsonObject image() throws CloudException, InterruptedException {
        return cloud.service("image").get("/v2/one", AMPLE);
    }

    private CloudException failure() {
        CloudException[] failure = new CloudException[1];
        assertThatExceptionOfType(CloudException.class).isThrownBy(this::image).satisfies(e -> failure[0] = e);
        return failure[0];
    }

    @ParameterizedTest
    @CsvSource({"404, NOT_FOUND", "403, FORBIDDEN", "500, SERVICE", "504, SERVICE", "418, SERVICE"})
    void tellsKindsOfRefusalsApart(int status, Kind kind) {
        fake.once(IMAGE, HttpAnswer.status(status)).once(IMAGE, HttpAnswer.status(status));

        assertThat(failure().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 413})
    void asksAgainLaterWhereAServiceDoesNotSayWhen(int status) throws Exception {
        fake.once(IMAGE, HttpAnswer.status(status))
                .once(IMAGE, HttpAnswer.status(status).header("Retry-After", "in a while"));

        assertThat(image().number("id")).contains(1L);

        assertThat(fake.count(IMAGE)).isEqualTo(3);
        assertThat(cloud.endpointStates()).singleElement().satisfies(state -> assertThat(state.limit())
                .isLessThan(8));
    }

    @Test
    void keepsToTheDeadlineWhileAServiceAsksForPatience() {
        IntStream.range(0, 5).forEach(any -> fake.once(IMAGE, HttpAnswer.status(429)));
        long begunAt = System.nanoTime();

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> cloud.service("image").get("/v2/one", Duration.ofSeconds(1)))
                .withMessageContaining("no time to ask again")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BUSY));

        assertThat(System.nanoTime() - begunAt).isLessThan(TimeUnit.SECONDS.toNanos(2));
        assertThat(fake.count(IMAGE)).isLessThan(4);
    }

    @Test
    void readsWhatLiesAtAnAddressOfTheService() throws Exception {
        fake.once(IMAGE, HttpAnswer.status(500)).once(IMAGE, HttpAnswer.status(401));
        fake.document(IMAGE, HttpAnswer.json("[1]").header("X-Count", "1"));

        String answer = cloud.service("image")
                .read(
                        URI.create(fake.url() + IMAGE + "?limit=5"),
                        (body, headers) ->
                                new String(body.readAllBytes(), StandardCharsets.UTF_8) + headers.get("x-count"),
                        AMPLE);

        assertThat(answer).isEqualTo("[1]1");
        assertThat(fake.count(IMAGE)).isEqualTo(3);
    }

    @Test
    void sendsTheTokenToNoHostThatTheCatalogueDoesNotName() throws Exception {
        try (FakeCloud elsewhere = FakeCloud.start()) {
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> cloud.service("image")
                            .read(URI.create(elsewhere.url() + "/v2/one?key=s3cret"), (body, headers) -> "", AMPLE))
                    .withMessageContaining("no host of the catalogue")
                    .withMessageNotContaining("s3cret")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN));

            assertThat(elsewhere.count("/v2/one")).isZero();
        }
    }

    @Test
    void asksForTheHeadersAlone() throws Exception {
        fake.document(IMAGE, HttpAnswer.status(204).header("X-Account-Bytes-Used", "7"));

        assertThat(cloud.service("image").head("/v2/one", AMPLE)).containsEntry("x-account-bytes-used", "7");
    }

    @Test
    void asksInTheMicroversionThatThePluginSpeaks() throws Exception {
        cloud.service("image").microversion("volume 3.64").get("/v2/one", AMPLE);

        assertThat(fake.calls()).last().satisfies(call -> assertThat(call.header("OpenStack-API-Version"))
                .contains("volume 3.64"));
    }

    @Test
    void doesNotSendTheTokenToAnotherHost() throws Exception {
        try (FakeCloud other = FakeCloud.start()) {
            fake.once(IMAGE, HttpAnswer.status(302).header("Location", other.url() + "/v2/one?a=b"));

            CloudException failure = failure();

            assertThat(failure)
                    .hasMessageContaining("where the token does not go")
                    .hasMessageNotContaining("a=b");
            assertThat(other.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"301, false", "308, true", "302, true"})
    void followsARedirectOnTheSameHost(int status, boolean whole) throws Exception {
        fake.document("/image/v2/two", HttpAnswer.json("{\"id\": 3}"));
        fake.once(IMAGE, HttpAnswer.status(status).header("Location", (whole ? fake.url() : "") + "/image/v2/two"));

        assertThat(image().number("id")).contains(3L);
    }

    @Test
    void doesNotFollowRedirectsForEver() {
        for (int i = 0; i < 10; i++) {
            fake.once(IMAGE, HttpAnswer.status(302).header("Location", IMAGE));
        }

        assertThat(failure())
                .hasMessageContaining(" redirects to " + IMAGE + ", after 3 redirects before it")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.SERVICE));
        assertThat(fake.count(IMAGE)).isEqualTo(4);
    }

    @Test
    void tellsARedirectThatLeadsNowhere() {
        fake.once(IMAGE, HttpAnswer.status(302));

        assertThat(failure()).hasMessageContaining(" redirects, and does not say where");
        assertThat(fake.count(IMAGE)).isOne();
    }

    @Test
    void ofAServiceThatTheCatalogueLacksItSaysSo() throws Exception {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> cloud.service("dns").get("/v2/zones", AMPLE))
                .withMessage("the catalogue has no service dns")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_SERVICE));
        assertThat(image().number("id")).contains(1L);
    }

    @Test
    void leavesAloneWhatFailsAgainAndAgainAndNamesItAndAsksTheOthers() throws Exception {
        for (int i = 0; i < 20; i++) {
            fake.once(IMAGE, HttpAnswer.status(500));
        }
        for (int i = 0; i < 10; i++) {
            failure();
        }

        assertThat(failure().kind()).isEqualTo(Kind.RESTING);
        assertThat(fake.count(IMAGE)).isLessThan(10);
        assertThat(cloud.service("network").get("/v2.0/one", AMPLE).number("id"))
                .contains(2L);
        assertThat(cloud.health())
                .filteredOn(line -> line.state() != HealthReport.State.OK)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.subject()).isEqualTo("openstack image");
                    assertThat(line.message()).contains("500").contains("left alone");
                    assertThat(line.remedy()).isNotEmpty();
                    assertThat(line.since()).isPresent();
                });
    }

    @Test
    void countsTheRequestAfterWhichAServiceIsLeftAlone() {
        IntStream.range(0, 5).forEach(any -> fake.once(IMAGE, HttpAnswer.status(500)));

        for (int i = 0; i < 3; i++) {
            assertThat(failure().kind()).isEqualTo(Kind.SERVICE);
        }
        assertThat(failure().kind()).isEqualTo(Kind.RESTING);

        assertThat(fake.count(IMAGE)).isEqualTo(5);
        assertThat(cloud.endpointStates()).singleElement().satisfies(state -> {
            assertThat(state.calls()).isEqualTo(3);
            assertThat(state.errors()).isEqualTo(3);
            assertThat(state.restsUntil()).isPresent();
        });
    }

    @Test
    void forgetsTroubleThatIsOver() throws Exception {
        fake.once(IMAGE, HttpAnswer.status(403));
        failure();

        image();

        assertThat(cloud.health()).allMatch(line -> line.state() == HealthReport.State.OK);
        assertThat(cloud.endpointStates()).singleElement().satisfies(state -> {
            assertThat(state.calls()).isEqualTo(2);
            assertThat(state.errors()).isEqualTo(1);
            assertThat(state.place()).isEqualTo(fake.url());
        });
    }

    @Test
    void costsOtherServicesNothingWhileOneIsSlow() throws Exception {
        ExecutorService slow = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            fake.once(IMAGE, answer -> answer.late(Duration.ofSeconds(1)));
        }
        List<Future<JsonObject>> waiting =
                IntStream.range(0, 7).mapToObj(i -> slow.submit(this::image)).toList();
        long begunAt = System.nanoTime();

        cloud.service("network").get("/v2.0/one", AMPLE);

        assertThat(System.nanoTime() - begunAt).isLessThan(TimeUnit.SECONDS.toNanos(1));
        for (Future<JsonObject> each : waiting) {
            each.get();
        }
        slow.shutdownNow();
    }

    @Test
    void holdsAllNamesOfAServiceForOne() throws Exception {
        URI volumes = URI.create(fake.url() + "/image");
        try (SignedCloud overridden =
                Clouds.of(Clouds.settings(fake.authUrl(), "secret", Clouds.http(), Map.of("volumev3", volumes)))) {
            overridden.service("block-storage").get("/v2/one", AMPLE);
            overridden.service("volume").get("/v2/one", AMPLE);

            assertThat(overridden.offers("volumev2", AMPLE)).isTrue();
            assertThat(overridden.endpointStates()).singleElement().satisfies(state -> assertThat(state.calls())
                    .isEqualTo(2));
        }
    }

    @Test
    void letsAnInterruptPass() throws Exception {
        image();
        fake.once(IMAGE, HttpAnswer::stall);
        CountDownLatch interrupted = new CountDownLatch(1);
        long before = fake.count(IMAGE);
        Thread reader = new Thread(() -> {
            try {
                image();
            } catch (InterruptedException e) {
                interrupted.countDown();
            } catch (CloudException e) {
                throw new IllegalStateException(e);
            }
        });
        reader.start();
        await().until(() -> fake.count(IMAGE) > before);

        reader.interrupt();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void signsInToAProxyThatAsksInClear() throws Exception {
        HttpSettings byProxy = Clouds.http(Optional.empty(), fake.url().replace("://", "://me:hidden@"));
        try (SignedCloud far = Clouds.of(Clouds.settings("http://far.example:5000", "secret", byProxy))) {
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> far.service("image").get("/v2/one", AMPLE));

            assertThat(fake.calls()).allSatisfy(call -> {
                assertThat(call.path()).isEqualTo("http://far.example:5000/v3/auth/tokens");
                assertThat(call.header("proxy-authorization")).contains("Basic bWU6aGlkZGVu");
            });
            assertThat(fake.calls()).isNotEmpty();
        }
    }

    @Test
    void usesAConnectionAgain() throws Exception {
        fake.document("/image/v2/none", HttpAnswer.json("{\"error\": 404}").withStatus(404));
        for (int i = 0; i < 100; i++) {
            image();
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> cloud.service("image").get("/v2/none", AMPLE));
        }

        assertThat(fake.connections()).isLessThanOrEqualTo(2);
    }

    @Test
    void leavesNoThreadBehindOnceNewSettingsReplaceTheOld() throws Exception {
        Set<Thread> others = clientThreads();
        image();
        Set<Thread> replaced = clientThreads();
        replaced.removeAll(others);

        cloud.apply(Clouds.settings(fake.authUrl(), "secret", Clouds.http(4, Optional.empty(), false)));
        image();

        assertThat(replaced).isNotEmpty();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return replaced.stream().noneMatch(Thread::isAlive);
        });
        assertThat(image().number("id")).contains(1L);
    }

    /** Those of the client itself, and ours that work for it. */
    private static Set<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-")
                        || thread.getName().startsWith("openstack-http-"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void findsANewCatalogueWithTheNextToken() throws Exception {
        image();
        fake.forgetServices().revokeTokens();

        assertThat(failure().kind()).isEqualTo(Kind.NO_SERVICE);
    }
}
