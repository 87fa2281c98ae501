package io.nephoscope.publisher.otlp;

import io.nephoscope.api.publisher.PublisherStatus.State;
import io.nephoscope.support.http.ApiAnswer;
import io.nephoscope.support.http.ApiClient;
import io.nephoscope.support.http.Deadline;
import io.nephoscope.support.http.RetryAfter;
import io.nephoscope.support.http.TlsFilesException;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Posts requests to one collector, and says what its answers mean. Thread-safe. */
final class CollectorClient implements AutoCloseable {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int LARGEST_ANSWER = 64 << 10;
    private static final int LONGEST_TOLD = 200;

    /** What the operator is to mend; the batch itself is not at fault. */
    private static final Set<Integer> OF_THE_ADDRESS = Set.of(
            HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_BAD_METHOD, HttpURLConnection.HTTP_PROXY_AUTH);

    private static final Set<Integer> OF_THE_LOGIN =
            Set.of(HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN);

    private final OtlpSettings.Collector collector;
    private final Map<String, String> headers;
    private final ApiClient client;

    CollectorClient(OtlpSettings.Collector collector) {
        this.collector = collector;
        this.client = new ApiClient(collector.http(), "nephoscope-otlp-http");
        headers = new LinkedHashMap<>(collector.headers());
        headers.put("Content-Type", "application/x-protobuf");
        headers.put("Accept", "application/x-protobuf");
        if (collector.compress()) {
            headers.put("Content-Encoding", "gzip");
        }
    }

    OtlpSettings.Collector collector() {
        return collector;
    }

    /** Posts a body and waits for the answer, within the time that a request may take. */
    ExportOutcome post(byte[] body) throws InterruptedException {
        try (ApiAnswer answer = client.post(collector.endpoint(), headers, body, Deadline.in(collector.timeout()))) {
            return outcome(answer);
        } catch (TlsFilesException e) {
            return failed(String.valueOf(e.getMessage()), "Mend the tls keys");
        } catch (SSLException e) {
            return failed(
                    collector.endpoint() + ": TLS fails: " + OneLine.of(String.valueOf(e.getMessage()), LONGEST_TOLD),
                    "Name its authority by tls.ca.file, or mend its certificate");
        } catch (IOException | UnresolvedAddressException e) {
            return new ExportOutcome.NotNow(
                    State.CONNECTING,
                    collector.endpoint() + ": " + reason(e),
                    "Look whether the collector runs and can be reached",
                    Duration.ZERO);
        } catch (IllegalArgumentException e) {
            return failed(collector.endpoint() + ": the request cannot be made: " + e.getMessage(), "Mend headers");
        }
    }

    private static String reason(Exception failure) {
        if (failure instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
            return "there is no host of that name";
        }
        Throwable cause =
                failure instanceof ConnectException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof UnresolvedAddressException) {
            return "there is no host of that name";
        }
        return cause.getMessage() == null
                ? failure instanceof ConnectException
                        ? "nobody listens there"
                        : cause.getClass().getSimpleName()
                : OneLine.of(cause.getMessage(), LONGEST_TOLD);
    }

    private ExportOutcome outcome(ApiAnswer answer) throws IOException {
        int status = answer.status();
        if (status / 100 == 2) {
            PartialSuccess part = PartialSuccess.of(body(answer));
            return new ExportOutcome.Taken(part.rejected(), OneLine.of(part.message(), LONGEST_TOLD));
        }
        String told = collector.endpoint() + " answers with status " + status;
        if (OF_THE_LOGIN.contains(status)) {
            return failed(told, "Mend headers: the collector does not let the agent in");
        }
        if (status / 100 == 3 || OF_THE_ADDRESS.contains(status)) {
            return failed(told, "Mend endpoint: that address takes no metrics");
        }
        boolean isForNow =
                status >= 500 || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT || status == TOO_MANY_REQUESTS;
        return isForNow
                ? new ExportOutcome.NotNow(State.BLOCKED, told, "Look at the collector's log", pause(answer))
                : new ExportOutcome.Never(told + text(body(answer)));
    }

    private static ExportOutcome failed(String reason, String remedy) {
        return new ExportOutcome.NotNow(State.FAILED, reason, remedy, Duration.ZERO);
    }

    private static Duration pause(ApiAnswer answer) {
        return answer.header("Retry-After")
                .flatMap(value -> RetryAfter.parse(value, Instant.now()))
                .orElse(Duration.ZERO);
    }

    private static byte[] body(ApiAnswer answer) throws IOException {
        try (InputStream in = answer.body()) {
            return in.readNBytes(LARGEST_ANSWER);
        }
    }

    /** An answer in protobuf is a text between a few bytes. */
    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.isEmpty() ? "" : ": " + OneLine.of(text, LONGEST_TOLD);
    }

    /** Lets what is under way come to its end. */
    void retire() {
        client.retire();
    }

    @Override
    public void close() {
        client.close();
    }
}
