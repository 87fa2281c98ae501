package io.nephoscope.tests.distribution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A collector of OpenTelemetry that takes everything, or takes requests and leaves them unanswered. */
final class MetricsSink implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Long> volumes = new CopyOnWriteArrayList<>();
    private final CountDownLatch answering = new CountDownLatch(1);

    MetricsSink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/metrics", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers from now on. */
    void answer() {
        answering.countDown();
    }

    /** The volumes of all points whose requests were answered. */
    List<Long> volumes() {
        return List.copyOf(volumes);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportMetricsServiceRequest request =
                    ExportMetricsServiceRequest.parseFrom(new GZIPInputStream(exchange.getRequestBody()));
            answering.await();
            exchange.sendResponseHeaders(200, -1);
            request.getResourceMetrics(0).getScopeMetrics(0).getMetricsList().stream()
                    .map(Metric::getSum)
                    .flatMap(sum -> sum.getDataPointsList().stream())
                    .map(NumberDataPoint::getAsInt)
                    .forEach(volumes::add);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        answer();
        server.stop(0);
        threads.shutdownNow();
    }
}
