package io.nephoscope.coordination.etcd;

import io.nephoscope.api.coordination.CoordinationTarget.Login;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one host of etcd at a time, signs in where that is wanted, and once more when what it was given is
 * not taken any more. Used by the loop's thread alone, on which all that comes of a request is told.
 */
final class EtcdGateway {

    private static final int THREAD_IDLE_SECONDS = 20;

    private final EtcdSettings settings;
    private final EtcdLoop loop;
    private final ThreadPoolExecutor workers;
    private @Nullable HttpClient client;
    private URI endpoint;
    /** Empty where etcd wants none; null while nobody has asked. */
    private @Nullable String token;

    /** @throws IllegalArgumentException if files of TLS cannot be used */
    EtcdGateway(EtcdSettings settings, EtcdLoop loop, String threadName) {
        this.settings = settings;
        this.loop = loop;
        this.workers = workers(threadName);
        this.endpoint = settings.endpoints().get(0);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.request())
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(workers);
        settings.tls().ifPresent(tls -> builder.sslContext(EtcdTls.context(tls)));
        this.client = builder.build();
    }

    /** Static, since the client's selector holds it and ends when nobody holds the client. */
    private static ThreadPoolExecutor workers(String name) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, THREAD_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Which host the next requests go to; a token of one is good for all of a cluster. */
    void use(URI host) {
        endpoint = host;
    }

    URI endpoint() {
        return endpoint;
    }

    /** Signs in anew with the next request. */
    void forgetToken() {
        token = null;
    }

    /**
     * Asks.
     *
     * @param path behind that of the API, such as {@code kv/txn}
     * @return fails with an {@link IOException}: an {@link EtcdRefusedException} if etcd has answered
     */
    CompletableFuture<GatewayAnswer> post(String path, String body, Duration limit) {
        URI host = endpoint;
        return signedIn(limit)
                .thenCompose(known -> send(host, path, body, limit))
                .exceptionallyCompose(failure -> {
                    IOException cause = causeOf(failure);
                    if (settings.login().isEmpty()
                            || !(cause instanceof EtcdRefusedException refused && refused.isTokenRefused())) {
                        return CompletableFuture.failedFuture(cause);
                    }
                    token = null;
                    return signedIn(limit).thenCompose(known -> send(host, path, body, limit));
                });
    }

    /** Makes sure that there is a token, if one is wanted. */
    CompletableFuture<?> signedIn(Duration limit) {
        if (settings.login().isEmpty() || token != null) {
            return CompletableFuture.completedFuture(null);
        }
        Login login = settings.login().get();
        return send(endpoint, "auth/authenticate", GatewayRequests.login(login.user(), login.password()), limit)
                .handle((answer, failure) -> {
                    if (failure == null) {
                        token = answer.text("token");
                        return null;
                    }
                    IOException cause = causeOf(failure);
                    if (cause instanceof EtcdRefusedException refused && refused.isLoginNotEnabled()) {
                        token = "";
                        return null;
                    }
                    throw new CompletionException(cause);
                });
    }

    private CompletableFuture<GatewayAnswer> send(URI host, String path, String body, Duration limit) {
        CompletableFuture<HttpResponse<String>> sent =
                client().sendAsync(request(host, path, body, limit), BodyHandlers.ofString());
        // The client's own limit ends with the headers.
        Future<?> bound = loop.after(limit, () -> sent.cancel(true));
        return sent.handleAsync(
                (response, failure) -> {
                    bound.cancel(false);
                    if (failure != null) {
                        throw new CompletionException(causeOf(failure));
                    }
                    try {
                        return read(response);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                loop);
    }

    private static GatewayAnswer read(HttpResponse<String> response) throws IOException {
        int status = response.statusCode();
        GatewayAnswer answer;
        try {
            answer = GatewayAnswer.read(response.body());
        } catch (IOException e) {
            throw new IOException(
                    "etcd answers with HTTP status " + status + " and no JSON, as if that were not its port", e);
        }
        if (status != 200) {
            throw EtcdRefusedException.of(status, answer);
        }
        return answer;
    }

    private HttpRequest request(URI host, String path, String body, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(host.resolve(settings.api() + "/" + path))
                .timeout(limit)
                .header("Content-Type", "application/json")
                .header("User-Agent", "nephoscope")
                .POST(BodyPublishers.ofString(body));
        if (token != null && !token.isEmpty()) {
            request.header("Authorization", token);
        }
        return request.build();
    }

    /**
     * Opens a stream of answers.
     *
     * @return ends the stream
     */
    EtcdStream stream(String path, String body, EtcdStream.Listener listener) {
        EtcdStream stream = new EtcdStream(loop, listener);
        HttpRequest request = request(endpoint, path, body, settings.request());
        EtcdLoop.whenOver(
                client().sendAsync(request, BodyHandlers.fromLineSubscriber(stream)),
                failure -> stream.over(failure == null ? null : causeOf(failure)));
        return stream;
    }

    private HttpClient client() {
        if (client == null) {
            throw new IllegalStateException("the connection to etcd is closed");
        }
        return client;
    }

    /** What failed, without what it is wrapped in. */
    static IOException causeOf(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof CancellationException) {
            return new HttpTimeoutException("etcd does not answer");
        }
        return cause instanceof IOException known ? known : new IOException(String.valueOf(cause), cause);
    }

    /** Makes no request any more; the threads end with what is under way. */
    void close() {
        client = null;
        workers.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }
}
