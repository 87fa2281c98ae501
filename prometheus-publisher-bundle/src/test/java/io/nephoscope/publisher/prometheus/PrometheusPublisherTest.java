package io.nephoscope.publisher.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.support.tls.PemFiles;
import io.nephoscope.testkit.FakeBatch;
import io.nephoscope.testkit.PublisherContract;
import io.nephoscope.testkit.RecordingDelivery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;

class PrometheusPublisherTest extends PublisherContract {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;q=0.5";

    private final PrometheusConfiguration configuration = new PrometheusConfiguration();
    private final List<PrometheusPublisher> started = new ArrayList<>();
    private final RecordingDelivery delivery = new RecordingDelivery();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Override
    protected Publisher publisher() {
        return publisher(Map.of());
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (PrometheusPublisher publisher : started) {
            publisher.deactivate();
        }
    }

    @Test
    void showsWhatItWasHanded() throws Exception {
        PrometheusPublisher publisher = publisher(Map.of());

        publisher.publish(batch("vm-1", "vm \"2\"\n"), delivery);

        assertThat(delivery.ends()).containsExactly("confirmed");
        HttpResponse<String> answer = get(url(publisher), "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("# HELP ceilometer_cpu Ceilometer's meter cpu, cumulative in ns\n")
                .contains("# TYPE ceilometer_cpu gauge\n")
                .contains(
                        "ceilometer_cpu{counter=\"cpu\",cpu=\"vm-1\",publisher=\"ceilometer\",resource=\"vm-1\",type=\"cpu\",unit=\"ns\"} 5.0\n")
                .contains("resource=\"vm \\\"2\\\"\\n\"");
        assertThat(publisher.status().confirmed).isEqualTo(2);
        assertThat(publisher.status().detail).endsWith("/metrics, 2 series");
    }

    @Test
    void speaksOpenMetricsWithThoseWhoAskForIt() throws Exception {
        PrometheusPublisher publisher = publisher(Map.of());
        publisher.publish(batch("vm-1"), delivery);

        HttpResponse<String> answer = get(url(publisher), OPEN_METRICS);

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(answer.body()).endsWith("# EOF\n");
    }

    @Test
    void compressesForThoseWhoTakeIt() throws Exception {
        PrometheusPublisher publisher = publisher(Map.of());
        publisher.publish(batch("vm-1"), delivery);

        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(url(publisher))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .asString()
                .contains("ceilometer_cpu{");
    }

    @Test
    void tellsWhereMetricsAreToThoseWhoLookElsewhere() throws Exception {
        URI url = url(publisher(Map.of()));

        HttpResponse<String> elsewhere = get(url.resolve("/"), "");
        HttpResponse<String> head = client.send(
                HttpRequest.newBuilder(url)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        HttpResponse<String> post = client.send(
                HttpRequest.newBuilder(url)
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(elsewhere.body()).contains("/metrics");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(post.statusCode()).isEqualTo(405);
    }

    @Test
    void showsManySeries() throws Exception {
        PrometheusPublisher publisher = publisher(Map.of());
        int guests = 500;
        List<Sample> samples = IntStream.range(0, 50 * guests)
                .mapToObj(i -> Sample.of(Meter.gauge("meter" + i % 50, ""), i, Subject.of("vm-" + i / 50)))
                .toList();

        publisher.publish(FakeBatch.of("s", "p", Instant.now(), samples), delivery);

        assertThat(get(url(publisher), OPEN_METRICS).body().lines()).hasSize(50 * guests + 2 * 50 + 1);
    }

    @Test
    void tellsThatItsPortIsTakenAndListensWhenItIsFree() throws Exception {
        PrometheusPublisher publisher;
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
            publisher = publisher(Map.of("listen", "127.0.0.1:" + port));

            await().atMost(BOUND).until(() -> publisher.status().state == PublisherStatus.State.FAILED);
            publisher.publish(batch("vm-1"), delivery);

            assertThat(publisher.status().detail).startsWith("cannot listen: 127.0.0.1:" + port + ": ");
            assertThat(health().state()).isEqualTo(HealthReport.State.FAILED);
            assertThat(delivery.ends()).containsExactly("confirmed");
        }

        assertThat(get(url(publisher), "").body()).contains("vm-1");
        assertThat(health().state()).isEqualTo(HealthReport.State.OK);
    }

    @Test
    void listensAtSeveralAddressesAndMovesWhileItRuns() throws Exception {
        PrometheusPublisher publisher = publisher(Map.of("listen", "127.0.0.1:0, localhost:0"));
        publisher.publish(batch("vm-1"), delivery);
        URI before = url(publisher);
        assertThat(publisher.status().detail).contains("127.0.0.1", "localhost");

        configure(Map.of("listen", "localhost:0"));

        await().atMost(BOUND).until(() -> publisher.status().detail.startsWith("http://localhost"));
        assertThat(get(url(publisher), "").body()).contains("vm-1");
        assertThatThrownBy(() -> get(before, "")).isInstanceOf(IOException.class);
    }

    @Test
    void speaksTlsAndTakesARenewedCertificate() throws Exception {
        SelfSigned first = SelfSigned.in(folder, "first");
        SelfSigned second = SelfSigned.in(folder, "second");
        PrometheusPublisher publisher = publisher(Map.of(
                "tls.cert.file", first.certificate().toString(),
                "tls.key.file", first.key().toString()));
        publisher.publish(batch("vm-1"), delivery);
        URI url = url(publisher);

        assertThat(url.getScheme()).isEqualTo("https");
        assertThat(get(trusting(first, null), url)).contains("vm-1");
        Files.copy(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(
                first.certificate(), FileTime.from(Instant.now().plusSeconds(5)));

        await().atMost(BOUND).ignoreExceptions().untilAsserted(() -> assertThat(
                        get(trusting(second, null), url(publisher)))
                .contains("vm-1"));
    }

    @Test
    void letsInOnlyClientsWithACertificateWhereThatIsAskedFor() throws Exception {
        SelfSigned server = SelfSigned.in(folder, "server");
        SelfSigned scraper = SelfSigned.in(folder, "scraper");
        PrometheusPublisher publisher = publisher(Map.of(
                "tls.cert.file", server.certificate().toString(),
                "tls.key.file", server.key().toString(),
                "tls.ca.file", scraper.certificate().toString()));
        URI url = url(publisher);

        assertThatThrownBy(() -> get(trusting(server, null), url)).isInstanceOf(IOException.class);
        assertThat(get(trusting(server, scraper), url)).isEmpty();
    }

    /** What was to be closed is not opened by a mistake. */
    @Test
    void opensNothingWhileItsCertificateCannotBeUsed() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        PrometheusPublisher publisher =
                publisher(Map.of("tls.cert.file", empty.toString(), "tls.key.file", empty.toString()));

        await().atMost(BOUND).until(() -> publisher.status().state == PublisherStatus.State.FAILED);
        assertThat(publisher.status().detail).contains("cannot be used");
        configure(Map.of("tls.cert.file", "/nowhere", "tls.key.file", "/nowhere"));
        assertThat(publisher.status().state).isEqualTo(PublisherStatus.State.FAILED);
    }

    @Test
    void isNotStartedBySettingsThatAreRefusedAtFirst() {
        PrometheusPublisher publisher = publisher(Map.of("listen", "everywhere"));

        assertThatThrownBy(() -> publisher.publish(batch("vm-1"), delivery))
                .isInstanceOf(PublisherException.class)
                .hasMessageContaining("listen: must be like 127.0.0.1:9101");
        assertThat(publisher.status().state).isEqualTo(PublisherStatus.State.FAILED);
        assertThat(health().message()).contains("listen");
    }

    @Test
    void losesForEverWhatHasNoPlace() throws Exception {
        PrometheusPublisher publisher = publisher(Map.of("series.max", "1"));
        publisher.publish(batch("vm-1"), new RecordingDelivery());

        publisher.publish(batch("vm-2"), delivery);

        assertThat(delivery.end())
                .isEqualTo("refused for ever: there are 1 series, which is all that series.max allows");
        assertThat(publisher.status().dropped).isEqualTo(1);
        assertThat(health().state()).isEqualTo(HealthReport.State.FAILED);
        assertThat(health().remedy()).contains("series.max");
    }

    /** More than there are threads; none of them sends its request to the end. */
    @Test
    void answersThoughOthersHoldTheirConnectionsOpen() throws Exception {
        PrometheusPublisher publisher = publisher(Map.of());
        URI url = url(publisher);
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
                idle.add(socket);
            }
            assertThat(get(url, "").statusCode()).isEqualTo(200);
            for (Socket socket : idle.subList(0, 3)) {
                OutputStream out = socket.getOutputStream();
                out.write("GET /metr".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }

            assertThat(get(url, "").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void listensNoMoreAfterItsEnd() throws Exception {
        PrometheusPublisher publisher = publisher(Map.of());
        URI url = url(publisher);

        publisher.deactivate();
        publisher.deactivate();

        assertThatThrownBy(() -> get(url, "")).isInstanceOf(IOException.class);
    }

    private PrometheusPublisher publisher(Map<String, String> keys) {
        configure(keys);
        PrometheusPublisher publisher = new PrometheusPublisher(configuration, Instant::now);
        started.add(publisher);
        return publisher;
    }

    private void configure(Map<String, String> keys) {
        Map<String, Object> all = new HashMap<>(Map.of("listen", "127.0.0.1:0"));
        all.putAll(keys);
        configuration.updated(FrameworkUtil.asDictionary(all));
    }

    private HealthReport health() {
        return configuration.health().iterator().next();
    }

    private static URI url(PrometheusPublisher publisher) {
        await().atMost(BOUND).until(() -> publisher.status().state == PublisherStatus.State.CONNECTED);
        return URI.create(publisher.status().detail.replaceFirst(",.*", ""));
    }

    private HttpResponse<String> get(URI url, String accept) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(BOUND);
        if (!accept.isEmpty()) {
            request.header("Accept", accept);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String get(HttpClient client, URI url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(url).timeout(BOUND).build(), BodyHandlers.ofString())
                .body();
    }

    private static HttpClient trusting(SelfSigned server, @Nullable SelfSigned own) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] keys = own == null
                ? new KeyManager[0]
                : PemFiles.keyManagers(own.certificate().toString(), own.key().toString());
        context.init(keys, PemFiles.trustManagers(server.certificate().toString()), new SecureRandom());
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static SampleBatch batch(String... resources) {
        List<Sample> samples = new ArrayList<>();
        for (String resource : resources) {
            samples.add(Sample.of(Meter.cumulative("cpu", "ns"), 5, Subject.of(resource)));
        }
        return FakeBatch.of("source", "cpu", Instant.now(), samples);
    }
}
