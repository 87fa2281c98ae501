package io.nephoscope.publisher.prometheus;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens where the settings say, and tries again while it cannot. A thread opens and closes, so that nobody else waits for
 * the names of hosts; a few others answer. Connections, requests and answers have bounds.
 */
final class MetricsServer {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);

    private static final int THREADS = 4;
    private static final int WAITING = 16;
    private static final int THREAD_IDLE_SECONDS = 60;
    private static final int BACKLOG = 16;
    private static final Backoff AGAIN = Backoff.exact(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Duration LOOK_AT_FILES = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(2);

    private final HttpHandler handler;
    private final ThreadPoolExecutor answering;
    private final Semaphore wake = new Semaphore(0);
    private final LoopThread thread;
    private volatile PrometheusSettings.@Nullable Access wish;
    private volatile State state = State.NONE;

    // Of its thread alone, and of whoever closes after that has ended.
    private final List<HttpServer> open = new ArrayList<>();
    private PrometheusSettings.@Nullable Access inForce;
    private List<FileTime> filesRead = List.of();
    private int failures;
    private String told = "";

    /**
     * How it is.
     *
     * @param urls where metrics are
     * @param trouble why it does not listen; empty if it does
     */
    record State(List<String> urls, String trouble) {

        static final State NONE = new State(List.of(), "");
    }

    MetricsServer(HttpHandler handler) {
        this.handler = handler;
        answering = executor();
        thread = LoopThread.start("nephoscope-prometheus-server", AGAIN, this::round, LoopThread.Listener.NONE);
    }

    private static ThreadPoolExecutor executor() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS, THREADS, THREAD_IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread one = new Thread(task, "nephoscope-prometheus-" + number.incrementAndGet());
                    one.setDaemon(true);
                    return one;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Listens so from now on; returns at once. */
    void follow(PrometheusSettings.Access access) {
        wish = access;
        wake.release();
    }

    State state() {
        return state;
    }

    private void round() throws InterruptedException {
        boolean unused = wake.tryAcquire(pause().toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
        PrometheusSettings.Access next = wish;
        if (next == null) {
            return;
        }
        boolean isSame = next.equals(inForce) && failures == 0;
        if (!isSame) {
            begin(next);
        } else if (!ServerTls.times(next).equals(filesRead)) {
            beginAgain(next);
        }
    }

    private Duration pause() {
        if (failures > 0) {
            return AGAIN.delay(failures);
        }
        return filesRead.isEmpty() ? Duration.ofDays(1) : LOOK_AT_FILES;
    }

    private void begin(PrometheusSettings.Access next) {
        closeAll();
        inForce = next;
        filesRead = ServerTls.times(next);
        try {
            openAll(next, tls(next));
            failures = 0;
        } catch (IOException | RuntimeException e) {
            closeAll();
            failures++;
            tell(String.valueOf(e.getMessage()));
        }
    }

    /** Files have changed, as when a certificate is renewed. Where they cannot be used, the server goes on as it is. */
    private void beginAgain(PrometheusSettings.Access same) {
        filesRead = ServerTls.times(same);
        try {
            ServerTls unused = tls(same);
            LOG.info("Prometheus: files of its certificate have changed, and are read again.");
            begin(same);
        } catch (IOException e) {
            LOG.warn("Prometheus: the certificate that was in force stays, for {}.", e.getMessage());
        }
    }

    private static @Nullable ServerTls tls(PrometheusSettings.Access access) throws IOException {
        return access.certificate().isPresent() ? ServerTls.of(access) : null;
    }

    private void tell(String trouble) {
        if (!trouble.equals(told)) {
            LOG.error("Prometheus: cannot listen: {}. It is tried again.", trouble);
        }
        told = trouble;
        state = new State(List.of(), trouble);
    }

    private void openAll(PrometheusSettings.Access access, @Nullable ServerTls tls) throws IOException {
        boundByDefault();
        List<String> urls = new ArrayList<>();
        for (ListenAddress address : access.listen()) {
            HttpServer server = open(address, tls);
            open.add(server);
            server.createContext("/", handler);
            server.setExecutor(answering);
            server.start();
            ListenAddress actual =
                    new ListenAddress(address.host(), server.getAddress().getPort());
            urls.add((tls == null ? "http://" : "https://") + actual + MetricsHandler.PATH);
        }
        LOG.info("Prometheus: metrics are at {}.", String.join(", ", urls));
        told = "";
        state = new State(List.copyOf(urls), "");
    }

    private static HttpServer open(ListenAddress address, @Nullable ServerTls tls) throws IOException {
        InetSocketAddress where = new InetSocketAddress(address.host(), address.port());
        if (where.isUnresolved()) {
            throw new IOException(address + ": there is no host of that name");
        }
        try {
            if (tls == null) {
                return HttpServer.create(where, BACKLOG);
            }
            HttpsServer server = HttpsServer.create(where, BACKLOG);
            server.setHttpsConfigurator(tls);
            return server;
        } catch (IOException e) {
            throw new IOException(address + ": " + e.getMessage(), e);
        }
    }

    /** Read by the JDK's server once in a process, before the first: who takes his time holds a thread. */
    private static void boundByDefault() {
        usually("sun.net.httpserver.maxReqTime", "30");
        usually("sun.net.httpserver.maxRspTime", "60");
        usually("jdk.httpserver.maxConnections", "64");
    }

    private static void usually(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private void closeAll() {
        open.forEach(server -> server.stop(0));
        open.clear();
        state = State.NONE;
    }

    /** Listens no more. */
    void close() throws InterruptedException {
        thread.close();
        boolean unused = thread.join(END);
        closeAll();
        answering.shutdownNow();
    }
}
