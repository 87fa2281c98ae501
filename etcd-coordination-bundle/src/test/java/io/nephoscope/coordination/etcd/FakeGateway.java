package io.nephoscope.coordination.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers as etcd's gateway does, with what a test says: for faults that a real one cannot be made to show at a given
 * moment. It holds one group, in which nothing changes by itself.
 */
final class FakeGateway implements AutoCloseable {

    private static final String END = "end";
    private static final String NOBODY = "{\"header\":{\"revision\":\"7\"},\"succeeded\":true,"
            + "\"responses\":[{\"response_range\":{}},{\"response_range\":{}}]}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "/v3/lease/grant", "{\"ID\":\"5\",\"TTL\":\"3\"}",
            "/v3/lease/keepalive", "{\"result\":{\"ID\":\"5\",\"TTL\":\"3\"}}",
            "/v3/lease/revoke", "{}",
            "/v3/kv/put", "{}",
            "/v3/kv/txn", NOBODY));
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final AtomicInteger watches = new AtomicInteger();

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What is answered from now on; nothing at all if it is empty. */
    void answer(String path, String json) {
        answers.put(path, json);
    }

    /** Sends a line to whoever watches. */
    void tell(String json) {
        lines.add(json);
    }

    /** Ends the stream of whoever watches. */
    void endStream() {
        lines.add(END);
    }

    int watches() {
        return watches.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getRequestBody().readAllBytes();
        if (path.equals("/v3/watch")) {
            watch(exchange);
            return;
        }
        byte[] bytes = answers.getOrDefault(path, "").getBytes(UTF_8);
        if (bytes.length > 0) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }

    private void watch(HttpExchange exchange) throws IOException {
        watches.incrementAndGet();
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            String line = "{\"result\":{\"created\":true}}\n{\"result\":{\"created\":true}}";
            while (!line.equals(END)) {
                out.write((line + "\n").getBytes(UTF_8));
                out.flush();
                line = lines.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
