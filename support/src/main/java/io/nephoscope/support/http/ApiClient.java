package io.nephoscope.support.http;

import io.nephoscope.support.tls.PemFiles;
import io.nephoscope.support.tls.TrustEverything;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The one HTTP client of a session, made with its first request. Thread-safe. */
public final class ApiClient implements AutoCloseable {

    /** Read by the client's pool once: a firewall forgets an idle connection sooner than the 20 minutes it would keep it. */
    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    private static final int KEEP_ALIVE_SECONDS = 30;

    /**
     * Read by the client once, so that it is too late when a proxy is configured later: it signs in to no proxy before
     * TLS by name and password, unless this says that it may. They go to the proxy in clear, as whoever writes them down
     * wants it.
     */
    private static final String REFUSED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private static final int THREAD_IDLE_SECONDS = 20;

    private final HttpSettings settings;
    private final String threadName;
    private @Nullable HttpClient client;
    private @Nullable ThreadPoolExecutor executor;
    private boolean closed;

    /**
     * Opens nothing.
     *
     * @param threadName what its threads are called, before their number
     */
    public ApiClient(HttpSettings settings, String threadName) {
        this.settings = settings;
        this.threadName = threadName;
    }

    /**
     * Sends a request and waits for the headers of the answer. No redirect is followed: the token would go with it.
     *
     * @param headers count instead of those that each request has
     * @param body null for none; else JSON
     * @throws IOException if there is no answer before the deadline
     */
    public ApiAnswer send(String method, URI uri, Map<String, String> headers, @Nullable String body, Deadline deadline)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (body != null) {
            all.putIfAbsent("Content-Type", "application/json");
        }
        return exchange(
                method,
                uri,
                all,
                deadline,
                () -> body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    /**
     * Posts bytes and waits for the headers of the answer, as {@link #send} does.
     *
     * @param headers say what the bytes are
     */
    public ApiAnswer post(URI uri, Map<String, String> headers, byte[] body, Deadline deadline)
            throws IOException, InterruptedException {
        return exchange("POST", uri, headers, deadline, () -> BodyPublishers.ofByteArray(body));
    }

    private ApiAnswer exchange(
            String method, URI uri, Map<String, String> headers, Deadline deadline, Supplier<BodyPublisher> body)
            throws IOException, InterruptedException {
        // First, since it says what the classes of requests read once.
        HttpClient sender = client();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(deadline.atMost(settings.silence()))
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "nephoscope")
                .method(method, body.get());
        headers.forEach(request::setHeader);
        settings.proxies()
                .before(uri)
                .flatMap(ProxyAddress::authorization)
                .ifPresent(sentence -> request.header("Proxy-Authorization", sentence));
        long begunAt = System.nanoTime();
        HttpResponse<InputStream> response = sender.send(request.build(), body(deadline, settings.silence()));
        // A proxy that refuses to lead to the server answers without a body, and without even an empty one.
        InputStream answer = response.body() == null ? InputStream.nullInputStream() : response.body();
        return new ApiAnswer(response.statusCode(), response.headers(), answer, System.nanoTime() - begunAt);
    }

    /** Static, as all that the client's connections hold: see {@link #workers}. */
    private static HttpResponse.BodyHandler<InputStream> body(Deadline deadline, Duration silence) {
        return head -> new TimedBody(deadline, silence);
    }

    private synchronized HttpClient client() throws IOException {
        if (closed) {
            throw new IOException("the session is closed");
        }
        if (client == null) {
            usually(KEEP_ALIVE, String.valueOf(KEEP_ALIVE_SECONDS));
            usually(REFUSED_SCHEMES, "");
            ThreadPoolExecutor workers = workers(threadName);
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(settings.connect())
                    .proxy(settings.proxies().selector())
                    .sslContext(tls())
                    .executor(workers)
                    .build();
            executor = workers;
        }
        return client;
    }

    private static void usually(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Threads of our own, which end with the session and when idle; no task of theirs waits for anything. Nothing here may
     * lead back to us, who hold the client: its selector's thread holds this, and ends when nobody holds the client.
     */
    private static ThreadPoolExecutor workers(String name) {
        AtomicInteger threads = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, THREAD_IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + threads.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    private SSLContext tls() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsFilesException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private KeyManager @Nullable [] keys() throws IOException {
        if (settings.certfile().isEmpty() || settings.keyfile().isEmpty()) {
            return null;
        }
        try {
            return PemFiles.keyManagers(
                    settings.certfile().get().toString(),
                    settings.keyfile().get().toString());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new TlsFilesException("certfile and keyfile cannot be used: " + e.getMessage(), e);
        }
    }

    private TrustManager[] trust() throws IOException {
        if (settings.insecure()) {
            return new TrustManager[] {new TrustEverything()};
        }
        try {
            return PemFiles.trustManagers(
                    settings.cafile().map(Object::toString).orElse(""));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new TlsFilesException("cafile cannot be used: " + e.getMessage(), e);
        }
    }

    /** Lets what is under way come to its end, and the threads end with it. */
    public synchronized void retire() {
        if (executor != null) {
            executor.setKeepAliveTime(0, TimeUnit.SECONDS);
        }
    }

    /** Makes no request any more. */
    @Override
    public synchronized void close() {
        closed = true;
        client = null;
        retire();
    }
}
