package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.distribution.FaultyProxy.Fault;
import io.nephoscope.tests.distribution.ProxiedCloud.Service;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real cloud of which one service fails, in every way: the samples of the others come in time, what is missing is a
 * failure with a name, and nothing is sent twice.
 */
@Tag("cloud")
class CloudFaultsIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int SOME = 2;

    @TempDir
    Path folder;

    private ProxiedCloud cloud;

    @BeforeAll
    static void startCloud() throws Exception {
        Testbed.startCloud();
    }

    @BeforeEach
    void provide() throws Exception {
        cloud = ProxiedCloud.in(folder);
    }

    @AfterEach
    void stop() throws Exception {
        try (ProxiedCloud ended = cloud) {
            ended.assertThatNothingWasSentTwice();
        }
    }

    static Stream<Arguments> faultsOfOneService() {
        return Stream.of(
                Arguments.of("500", Fault.answering(500), "500"),
                Arguments.of("503", Fault.answering(503), "503"),
                Arguments.of("429", Fault.answering(429, "Retry-After: 30"), "429"),
                Arguments.of("401 for ever", Fault.answering(401), "401"),
                Arguments.of("a reset in the midst of the body", Fault.resettingAfter(900), "image"),
                Arguments.of("a body that stops for ever", Fault.stallingAfter(900), "image"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfOneService")
    void readsTheOtherServicesInTime(String name, Fault fault, String word) throws Exception {
        cloud.configure("timeout = 3").run().awaitPolls(SOME, Service.allBut());
        Instant since = Instant.now();

        cloud.proxy(Service.IMAGE).does(fault);
        cloud.awaitFailure(Service.IMAGE, word);
        cloud.awaitPolls(SOME, Service.allBut(Service.IMAGE));
        cloud.assertThatNothingWasLate(since, Service.allBut(Service.IMAGE));

        cloud.proxy(Service.IMAGE).heal();
        cloud.awaitPolls(SOME, Service.allBut());
    }

    @Test
    void readsTheOtherServicesInTimeWhileOneRefusesConnections() throws Exception {
        cloud.run().awaitPolls(SOME, Service.allBut());
        Instant since = Instant.now();

        cloud.proxy(Service.NETWORK).refuse();
        cloud.awaitFailure(Service.NETWORK, "network");
        cloud.awaitPolls(SOME, Service.allBut(Service.NETWORK));
        cloud.assertThatNothingWasLate(since, Service.allBut(Service.NETWORK));

        cloud.proxy(Service.NETWORK).heal();
        cloud.awaitPolls(SOME, Service.allBut());
    }

    @Test
    void readsTheOtherServicesInTimeWhileOneTakesTwentySeconds() throws Exception {
        cloud.run().awaitPolls(SOME, Service.allBut());
        Instant since = Instant.now();

        cloud.proxy(Service.VOLUME).does(Fault.late(Duration.ofSeconds(20)));
        cloud.awaitPolls(12, Service.allBut(Service.VOLUME));
        cloud.assertThatNothingWasLate(since, Service.allBut(Service.VOLUME));

        cloud.proxy(Service.VOLUME).heal();
        cloud.awaitPolls(SOME, Service.allBut());
    }

    @Test
    void completesAListOfWhichOnePageWasRefused() throws Exception {
        cloud.run().awaitPolls(SOME, Service.allBut());
        long signIns = signIns();

        cloud.proxy(Service.IMAGE).doesOnce(request -> request.contains("marker="), Fault.answering(401));
        await().atMost(SOON).until(() -> signIns() > signIns);
        cloud.awaitPolls(SOME, Service.allBut());

        // The last one may still be written.
        var polls = cloud.polls(Service.IMAGE, Instant.EPOCH);
        assertThat(Set.copyOf(polls.headMap(polls.lastKey()).values())).hasSize(1);
        assertThat(signIns()).isEqualTo(signIns + 1);
    }

    @Test
    void renewsTokensThatLiveForFifteenSeconds() throws Exception {
        Testbed.startCloud("--token-life", "15");
        try {
            cloud.run().awaitPolls(SOME, Service.allBut());
            long signIns = signIns();
            Instant since = Instant.now();

            await().atMost(SOON).until(() -> signIns() >= signIns + 3);

            long seconds = Duration.between(since, Instant.now()).toSeconds();
            assertThat(signIns() - signIns).as("sign-ins in %s s", seconds).isLessThanOrEqualTo(seconds / 9 + 1);
            cloud.assertThatNothingWasLate(since, Service.allBut());
        } finally {
            Testbed.startCloud();
        }
    }

    @Test
    void asksForNoServiceThatTheCatalogueDoesNotHave() throws Exception {
        Testbed.startCloud("keystone", "glance", "neutron", "swift");
        try {
            cloud.at(Service.VOLUME, "").configure().run().awaitPolls(SOME, Service.allBut(Service.VOLUME));

            JsonNode pollster = new Operator(cloud.agent()).pollsters().get(Service.VOLUME.meter());
            assertThat(pollster.path("failuresInARow").asInt())
                    .as("%s", pollster)
                    .isZero();
            assertThat(cloud.samples(Service.VOLUME)).isEmpty();
            assertThat(cloud.agent()
                            .log()
                            .lines()
                            .filter(line -> line.contains("the catalogue has no service block-storage")))
                    .hasSize(1);
        } finally {
            Testbed.startCloud();
        }
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        Path store = folder.resolve("elsewhere.p12");
        Path certificate = folder.resolve("elsewhere.pem");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=elsewhere.example",
                "-ext",
                "SAN=dns:elsewhere.example",
                "-alias",
                "elsewhere",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "elsewhere",
                "-file",
                certificate.toString(),
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        try (FaultyProxy elsewhere =
                FaultyProxy.before(Service.IMAGE.port(), context(store).getServerSocketFactory())) {
            cloud.at(Service.IMAGE, "https://127.0.0.1:" + elsewhere.port())
                    .configure("cafile = " + certificate)
                    .run();

            cloud.awaitPolls(SOME, Service.allBut(Service.IMAGE));
            cloud.awaitFailure(Service.IMAGE, "certificate");
            assertThat(cloud.samples(Service.IMAGE)).isEmpty();
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void beginsWhenKeystoneComesBack() throws Exception {
        cloud.proxy(Service.IDENTITY).refuse();
        cloud.run();
        cloud.awaitFailure(Service.IMAGE, "refuses the connection");
        assertThat(cloud.agent().samples()).isEmpty();

        cloud.proxy(Service.IDENTITY).heal();
        cloud.awaitPolls(SOME, Service.allBut());
    }

    private long signIns() {
        return cloud.proxy(Service.IDENTITY).requests().stream()
                .filter(request -> request.startsWith("POST "))
                .count();
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String... options) throws Exception {
        List<String> words = Stream.concat(
                        Stream.of(System.getProperty("java.home") + "/bin/keytool"), Stream.of(options))
                .toList();
        Command.run(Map.of(), words).text();
    }
}
