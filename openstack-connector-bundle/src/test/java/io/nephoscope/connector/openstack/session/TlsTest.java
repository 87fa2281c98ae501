package io.nephoscope.connector.openstack.session;

import static io.nephoscope.connector.openstack.session.Clouds.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.HttpAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static Path authority;
    private static FakeCloud fake;

    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("cloud.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "cloud",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        authority = Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("cloud").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        fake = FakeCloud.start(context).service("image", "/image").document("/image/v2/one", HttpAnswer.json("{}"));
    }

    @AfterAll
    static void stop() throws IOException {
        fake.close();
    }

    private static void ask(Optional<Path> cafile, boolean insecure, String host)
            throws CloudException, InterruptedException {
        try (SignedCloud cloud = Clouds.of(Clouds.settings(
                fake.authUrl().replace("localhost", host), "secret", Clouds.http(4, cafile, insecure)))) {
            cloud.service("image").get("/v2/one", AMPLE);
        }
    }

    @Test
    void trustsTheAuthorityThatIsConfigured() throws Exception {
        ask(Optional.of(authority), false, "localhost");
    }

    @Test
    void refusesAnAuthorityThatNobodyTrusts() {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> ask(Optional.empty(), false, "localhost"))
                .withMessageContaining("is not trusted")
                .withMessageContaining("set cafile");
    }

    @Test
    void refusesACertificateForAnotherName() {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> ask(Optional.of(authority), false, "127.0.0.1"))
                .withMessageContaining("is not trusted");
    }

    @Test
    void takesAnythingOnlyWhereThatIsWrittenDown() throws Exception {
        ask(Optional.empty(), true, "127.0.0.1");
    }

    @Test
    void namesTheFileThatHoldsNoCertificate() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> ask(Optional.of(empty), false, "localhost"))
                .withMessageContaining("cafile");
    }

    @Test
    void signsInToAProxyThatWantsIt() throws Exception {
        String known = "Basic " + Base64.getEncoder().encodeToString("me:hidden".getBytes(StandardCharsets.UTF_8));
        int before = fake.calls().size();
        try (FakeProxy proxy = new FakeProxy(known);
                SignedCloud cloud = by("http://me:hidden@localhost:" + proxy.port())) {
            cloud.service("image").get("/v2/one", AMPLE);

            assertThat(proxy.tunnels()).isNotEmpty().containsOnly(fake.url().replace("https://", ""));
            assertThat(fake.calls()).hasSizeGreaterThan(before).noneMatch(call -> call.header("proxy-authorization")
                    .isPresent());
        }
    }

    @Test
    void saysThatAProxyWantsAnotherSignIn() throws Exception {
        try (FakeProxy proxy = new FakeProxy("Basic another");
                SignedCloud cloud = by("http://me:hidden@localhost:" + proxy.port())) {
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> cloud.service("image").get("/v2/one", AMPLE))
                    .withMessageContaining("wants another sign-in (407)")
                    .withMessageNotContaining("hidden");
        }
    }

    private static SignedCloud by(String proxy) {
        return Clouds.of(Clouds.settings(fake.authUrl(), "secret", Clouds.http(Optional.of(authority), proxy)));
    }
}
