package io.nephoscope.pollsters.dynamic.request;

import io.nephoscope.pollsters.dynamic.answer.MalformedTextException;
import io.nephoscope.pollsters.dynamic.definition.AnswerOrigin;
import io.nephoscope.support.http.ApiAnswer;
import io.nephoscope.support.http.ApiClient;
import io.nephoscope.support.http.Deadline;
import io.nephoscope.support.http.HttpSettings;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks services that are not the cloud's, with what a definition has for proof. Thread-safe. */
public final class WebClient implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;

    private final ApiClient client;

    /** Opens nothing. */
    public WebClient(HttpSettings settings) {
        client = new ApiClient(settings, "dynamic-http");
    }

    @Nullable
    Object answer(AnswerOrigin.WebService service, Request request, Duration remaining)
            throws RequestException, InterruptedException {
        Deadline deadline = Deadline.in(remaining);
        URI first = Addresses.uri(request.target());
        URI uri = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            try (ApiAnswer answer =
                    client.send("GET", uri, headers(service, request, uri, isSameHost(first, uri)), null, deadline)) {
                if (answer.status() >= 200 && answer.status() < 300) {
                    return request.reading()
                            .read(answer.body(), answer.header("Content-Type").orElse(""));
                }
                if (!REDIRECTS.contains(answer.status())) {
                    throw new RequestException(
                            Addresses.shown(uri.toString()) + " answers with status " + answer.status());
                }
                uri = Addresses.uri(Addresses.join(
                        uri.resolve(".").toString(), answer.header("Location").orElse("")));
            } catch (MalformedTextException e) {
                throw LiveRequester.unreadable(request, e);
            } catch (IOException e) {
                throw failure(uri, e);
            }
        }
        throw new RequestException(request + " redirects without end");
    }

    /** What proves who we are goes to no other host than the definition names. */
    private static Map<String, String> headers(
            AnswerOrigin.WebService service, Request request, URI uri, boolean isOurs) throws RequestException {
        Map<String, String> headers =
                new HashMap<>(request.definition().request().headers());
        if (isOurs) {
            try {
                headers.putAll(service.authentication().headers("GET", uri, request.credentials()));
            } catch (IllegalArgumentException e) {
                throw new RequestException(String.valueOf(e.getMessage()), e);
            }
        } else {
            headers.keySet().removeIf(name -> name.equalsIgnoreCase("Authorization"));
        }
        return headers;
    }

    private static boolean isSameHost(URI one, URI other) {
        return one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other)
                && one.getScheme().equalsIgnoreCase(other.getScheme());
    }

    private static int port(URI uri) {
        int usual = "https".equals(uri.getScheme().toLowerCase(Locale.ROOT)) ? 443 : 80;
        return uri.getPort() < 0 ? usual : uri.getPort();
    }

    private static RequestException failure(URI uri, IOException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        String place = Addresses.shown(uri.toString());
        if (e instanceof HttpTimeoutException || e instanceof java.io.InterruptedIOException) {
            return new RequestException(place + " did not answer in time", e);
        }
        if (e instanceof ConnectException) {
            return new RequestException(place + " cannot be connected to", e);
        }
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new RequestException(place + " did not answer to the end: " + OneLine.of(why, 200), e);
    }

    /** Lets what is under way come to its end. */
    @Override
    public void close() {
        client.close();
    }
}
