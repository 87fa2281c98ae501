package io.nephoscope.publisher.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers scrapes: in OpenMetrics where the other side asks for it, else in Prometheus' own format. Thread-safe. */
final class MetricsHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsHandler.class);

    static final String PATH = "/metrics";

    private static final int CHUNKED = 0;
    private static final int WITHOUT_BODY = -1;

    private final ExpositionFormatWriter openMetrics =
            OpenMetricsTextFormatWriter.builder().build();
    private final ExpositionFormatWriter plain = PrometheusTextFormatWriter.create();
    private final Supplier<MetricSnapshots> metrics;

    MetricsHandler(Supplier<MetricSnapshots> metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        } catch (RuntimeException e) {
            LOG.error("Prometheus: a scrape could not be answered; tell the authors of the agent.", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            say(exchange, HttpURLConnection.HTTP_NOT_FOUND, "Metrics are at " + PATH + "\n");
        } else if (method.equals("GET") || method.equals("HEAD")) {
            tell(exchange, method.equals("HEAD"));
        } else {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            say(exchange, HttpURLConnection.HTTP_BAD_METHOD, "Use GET\n");
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, isHead ? WITHOUT_BODY : text.length());
        if (!isHead) {
            exchange.getResponseBody().write(text.getBytes(UTF_8));
        }
    }

    private void tell(HttpExchange exchange, boolean isHead) throws IOException {
        ExpositionFormatWriter format = openMetrics.accepts(header(exchange, "Accept")) ? openMetrics : plain;
        boolean isSmall = header(exchange, "Accept-Encoding").contains("gzip");
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", format.getContentType());
        headers.set("Vary", "Accept, Accept-Encoding");
        if (isSmall) {
            headers.set("Content-Encoding", "gzip");
        }
        MetricSnapshots snapshots = isHead ? new MetricSnapshots() : metrics.get();
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, isHead ? WITHOUT_BODY : CHUNKED);
        if (isHead) {
            return;
        }
        OutputStream body = exchange.getResponseBody();
        try (OutputStream out = isSmall ? new GZIPOutputStream(body) : body) {
            format.write(out, snapshots);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
