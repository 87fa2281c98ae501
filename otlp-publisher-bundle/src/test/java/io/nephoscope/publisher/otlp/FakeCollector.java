package io.nephoscope.publisher.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.nephoscope.support.tls.PemFiles;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A collector that answers as a test wishes, and reads requests by OpenTelemetry's own definitions. */
final class FakeCollector implements AutoCloseable {

    final List<ExportMetricsServiceRequest> requests = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    final List<String> encodings = new CopyOnWriteArrayList<>();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    volatile int status = 200;
    volatile String retryAfter = "";
    volatile long rejected;
    /** The only authorization that is let in; empty for all. */
    volatile String wanted = "";

    /** What answers wait for. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    private final AtomicInteger atOnce = new AtomicInteger();
    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private FakeCollector(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/v1/metrics", this::answer);
        server.start();
    }

    static FakeCollector start() throws IOException {
        return start(0);
    }

    static FakeCollector start(int port) throws IOException {
        return new FakeCollector(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0), "http");
    }

    static FakeCollector overTls(SelfSigned certificate) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                PemFiles.keyManagers(
                        certificate.certificate().toString(), certificate.key().toString()),
                null,
                new SecureRandom());
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new FakeCollector(server, "https");
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int now = atOnce.incrementAndGet();
            mostAtOnce.accumulateAndGet(now, Math::max);
            ExportMetricsServiceRequest request = read(exchange);
            gate.await();
            atOnce.decrementAndGet();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            authorizations.add(String.valueOf(authorization));
            boolean isLetIn = wanted.isEmpty() || wanted.equals(authorization);
            respond(exchange, isLetIn ? status : 401, isLetIn ? request : null);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private ExportMetricsServiceRequest read(HttpExchange exchange) throws IOException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        encodings.add(String.valueOf(encoding));
        InputStream body = exchange.getRequestBody();
        return ExportMetricsServiceRequest.parseFrom("gzip".equals(encoding) ? new GZIPInputStream(body) : body);
    }

    private void respond(HttpExchange exchange, int code, @Nullable ExportMetricsServiceRequest request)
            throws IOException {
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        byte[] body = rejected == 0
                ? new byte[0]
                : ExportMetricsServiceResponse.newBuilder()
                        .setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                                .setRejectedDataPoints(rejected)
                                .setErrorMessage("out of order"))
                        .build()
                        .toByteArray();
        if (code / 100 == 2 && request != null) {
            requests.add(request);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
