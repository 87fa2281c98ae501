package io.nephoscope.pollsters.dynamic.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nephoscope.pollsters.dynamic.answer.AnswerReading;
import io.nephoscope.pollsters.dynamic.definition.Definition;
import io.nephoscope.pollsters.dynamic.definition.DefinitionFile;
import io.nephoscope.support.http.HttpSettings;
import io.nephoscope.support.http.ProxyRules;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LiveRequesterTest {

    private static final Duration AMPLE = Duration.ofSeconds(60);

    private final List<HttpExchange> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final WebClient web = web(Optional.empty());
    private final LiveRequester requester = new LiveRequester(Optional::empty, web, true);
    private HttpServer server;

    private static WebClient web(Optional<Path> cafile) {
        return new WebClient(new HttpSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                cafile,
                Optional.empty(),
                Optional.empty(),
                false,
                new ProxyRules(Optional.empty(), Optional.empty(), List.of()),
                4,
                4));
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> {
            Thread thread = new Thread(task, "test-http");
            thread.setDaemon(true);
            thread.start();
        });
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        web.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange);
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/to/")) {
            String to = exchange.getRequestURI().getQuery();
            exchange.getResponseHeaders().set("Location", to == null ? path : to);
            exchange.sendResponseHeaders(302, -1);
        } else if (path.startsWith("/status/")) {
            exchange.sendResponseHeaders(Integer.parseInt(path.substring(8)), -1);
        } else if (path.equals("/silent")) {
            await();
        } else {
            byte[] body = path.equals("/html")
                    ? "<html>".getBytes(StandardCharsets.UTF_8)
                    : "[{\"id\": 1}]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private static Definition definition(String origin) {
        DefinitionFile file = DefinitionFile.read("""
                - name: m
                  sample_type: gauge
                  unit: u
                  value_attribute: id
                """ + origin.indent(2));
        assertThat(file.errors()).isEmpty();
        return file.items().get(0).definition();
    }

    private @Nullable Object ask(String url, String options, String credentials)
            throws RequestException, InterruptedException {
        Definition definition = definition("module: nephoscope\nurl_path: \"" + url + "\"\n" + options);
        return requester.answer(
                new Request(
                        definition,
                        url,
                        credentials,
                        new AnswerReading(definition.request().formats(), 1 << 20)),
                AMPLE);
    }

    @ParameterizedTest
    @CsvSource({
        "basic, 'me, s3cret', Authorization, Basic bWU6czNjcmV0",
        "bearer, t0ken, Authorization, Bearer t0ken",
        "header, 'X-Key, s3cret', X-Key, s3cret",
    })
    void provesWhoAsks(String scheme, String parameters, String header, String value) throws Exception {
        assertThat(ask(
                        url("/x"),
                        "authentication_object: " + scheme + "\nauthentication_parameters: \"" + parameters + "\"\n",
                        ""))
                .isEqualTo(List.of(Map.of("id", 1L)));
        ask(url("/x"), "authentication_object: " + scheme + "\n", parameters);

        assertThat(requests).hasSize(2).allSatisfy(request -> assertThat(
                        request.getRequestHeaders().getFirst(header))
                .isEqualTo(value));
    }

    @Test
    void signsAsForAnObjectStore() throws Exception {
        ask(url("/x"), "authentication_object: s3\nauthentication_parameters: \"access, secret\"\n", "");
        ask(url("/x"), "authentication_object: s3v2\nauthentication_parameters: \"access, secret, more\"\n", "");

        assertThat(requests.get(0).getRequestHeaders().getFirst("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=access/");
        assertThat(requests.get(1).getRequestHeaders().getFirst("Authorization"))
                .startsWith("AWS access:");
    }

    @Test
    void tellsThatCredentialsAreMissing() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> ask(url("/x"), "authentication_object: basic\n", "s3cret"))
                .withMessageContaining("needs 2 authentication_parameters")
                .withMessageNotContaining("s3cret");
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> ask(
                        url("/x"),
                        "authentication_object: bearer\nauthentication_parameters: env:NO_SUCH_VARIABLE_HERE\n",
                        ""))
                .withMessageContaining("environment variable");
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"bearer|'s3cret\nmore'", "header|X-Key,s3cr€t", "header|X Key,s3cret"})
    void showsNothingOfCredentialsThatCannotBeSent(String scheme, String credentials) {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> ask(url("/x"), "authentication_object: " + scheme + "\n", credentials))
                .withMessageContaining("authentication_parameters")
                .withMessageNotContaining("s3cr");
        assertThat(requests).isEmpty();
    }

    @Test
    void sendsTheHeadersOfTheDefinition() throws Exception {
        ask(url("/x"), "authentication_object: none\nheaders: {Accept: text/xml, X-Y: 5}\n", "");

        assertThat(requests.get(0).getRequestHeaders().get("Accept")).containsExactly("text/xml");
        assertThat(requests.get(0).getRequestHeaders().getFirst("X-Y")).isEqualTo("5");
    }

    @Test
    void takesItsCredentialsToNoOtherHost() throws Exception {
        String options = "authentication_object: bearer\nauthentication_parameters: t0ken\nheaders: {X-Api-Key: k3y}\n";

        ask(url("/to/?/x"), options, "");
        ask(url("/to/?http://127.0.0.1:" + server.getAddress().getPort() + "/x"), options, "");

        assertThat(requests).hasSize(4);
        assertThat(requests.get(1).getRequestHeaders().getFirst("Authorization"))
                .isEqualTo("Bearer t0ken");
        assertThat(requests.get(1).getRequestHeaders().getFirst("X-Api-Key")).isEqualTo("k3y");
        assertThat(requests.get(3).getRequestHeaders()).doesNotContainKeys("Authorization", "X-Api-Key");
    }

    @Test
    void endsRedirectsWithoutEnd() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> ask(url("/to/itself"), "authentication_object: none\n", ""))
                .withMessageContaining("redirects without end");
    }

    @Test
    void tellsARedirectThatLeadsNowhere() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> ask(url("/status/302"), "authentication_object: none\n", ""))
                .withMessageContaining("status 302")
                .withMessageContaining("does not say where");
    }

    @Test
    void tellsThatANameCannotBeResolved() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> ask("http://no.such.host.invalid/x", "authentication_object: none\n", ""))
                .withMessageContaining("the name no.such.host.invalid cannot be resolved");
    }

    @Test
    void tellsThatTheServerIsNotTrusted() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Thread speaker = new Thread(() -> sayThatTheRequestIsBad(plain), "test-plain");
            speaker.start();

            assertThatExceptionOfType(RequestException.class)
                    .isThrownBy(() -> ask(
                            "https://localhost:" + plain.getLocalPort() + "/x", "authentication_object: none\n", ""))
                    .withMessageContaining("is not trusted")
                    .withMessageContaining("cafile in io.nephoscope.pollsters.dynamic.cfg");
        }
    }

    @Test
    void tellsThatItsOwnCertificatesCannotBeRead(@TempDir Path folder) throws Exception {
        Path cafile = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        Definition definition = definition("module: nephoscope\nauthentication_object: none\nurl_path: x\n");
        try (WebClient other = web(Optional.of(cafile))) {
            LiveRequester strict = new LiveRequester(Optional::empty, other, true);

            assertThatExceptionOfType(RequestException.class)
                    .isThrownBy(() -> strict.answer(
                            new Request(
                                    definition,
                                    url("/x"),
                                    "",
                                    new AnswerReading(definition.request().formats(), 1 << 20)),
                            AMPLE))
                    .withMessageContaining("cannot be asked: cafile cannot be used");
        }
    }

    /** To all who come: a client of somebody who had this port before may be the first. */
    private static void sayThatTheRequestIsBad(ServerSocket listening) {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                socket.setSoTimeout(2000);
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The client has left, as it should, or the test is over.
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/status/500, answers with status 500", "/html, is no JSON", "/silent, did not answer in time"})
    void tellsWhyThereIsNoAnswer(String path, String reason) {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> ask(url(path) + "?token=hidden", "authentication_object: none\ntimeout: 1\n", ""))
                .withMessageContaining("localhost")
                .withMessageContaining(reason)
                .withMessageNotContaining("hidden");
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        String gone = url("/x");
        server.stop(0);

        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> ask(gone, "authentication_object: none\n", ""))
                .withMessageContaining("cannot be connected to");
    }

    @Test
    void tellsThatThereIsNoCloud() {
        Definition definition = definition("endpoint_type: image\nurl_path: v2/images\n");

        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> requester.answer(
                        new Request(
                                definition,
                                url("/x"),
                                "",
                                new AnswerReading(definition.request().formats(), 1)),
                        AMPLE))
                .withMessageContaining("no cloud is configured");
    }

    @Test
    void readsWhatACommandPrints() throws Exception {
        assertThat(run("printf '[{\"id\": %s}]\\n' 5", "json")).isEqualTo(List.of(Map.of("id", 5L)));
        assertThat(run("echo 7; exit 3", "text")).isEqualTo(List.of(Map.of("out", "7")));
        assertThat(run("echo a >&2", "text")).isEqualTo(List.of(Map.of("out", "a")));
    }

    @Test
    void endsACommandThatHangs() {
        long begunAt = System.nanoTime();

        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> run("sleep 3600 | cat\nsleep 3600", "text"))
                .withMessageContaining("did not end in time");

        assertThat(Duration.ofNanos(System.nanoTime() - begunAt)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void endsACommandThatPrintsTooMuch() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> run("yes", "text"))
                .withMessageContaining("more than 4096 bytes");
    }

    @Test
    void runsNoCommandWhereThatIsForbidden() {
        LiveRequester strict = new LiveRequester(Optional::empty, web, false);
        Definition definition = definition("host_command: \"true\"\n");

        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> strict.answer(
                        new Request(
                                definition,
                                "true",
                                "",
                                new AnswerReading(definition.request().formats(), 1)),
                        AMPLE))
                .withMessageContaining("host.commands");
    }

    private @Nullable Object run(String command, String format) throws RequestException, InterruptedException {
        Definition definition = definition("host_command: \"true\"\ntimeout: 1\nresponse_handlers: [" + format + "]\n");
        return requester.answer(
                new Request(
                        definition,
                        command,
                        "",
                        new AnswerReading(definition.request().formats(), 4096)),
                AMPLE);
    }
}
