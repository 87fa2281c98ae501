package io.nephoscope.pollsters.dynamic.request;

import io.nephoscope.pollsters.dynamic.answer.MalformedTextException;
import io.nephoscope.pollsters.dynamic.definition.AnswerOrigin;
import io.nephoscope.pollsters.dynamic.definition.HeaderRules;
import io.nephoscope.support.http.ApiAnswer;
import io.nephoscope.support.http.ApiClient;
import io.nephoscope.support.http.Deadline;
import io.nephoscope.support.http.HttpSettings;
import io.nephoscope.support.http.TlsFilesException;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks services that are not the cloud's, with what a definition has for proof. Thread-safe. */
public final class WebClient implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;
    private static final int LONGEST_REASON = 200;

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
            try (ApiAnswer answer = client.send(
                    "GET", uri, headers(service, request, uri, Addresses.isSameHost(first, uri)), null, deadline)) {
                if (answer.status() >= 200 && answer.status() < 300) {
                    return request.reading()
                            .read(answer.body(), answer.header("Content-Type").orElse(""));
                }
                if (!REDIRECTS.contains(answer.status())) {
                    throw new RequestException(
                            Addresses.shown(uri.toString()) + " answers with status " + answer.status());
                }
                uri = redirected(uri, answer);
            } catch (MalformedTextException e) {
                throw LiveRequester.unreadable(request, e);
            } catch (IOException e) {
                throw failure(uri, e);
            }
        }
        throw new RequestException(request + " redirects without end");
    }

    private static URI redirected(URI from, ApiAnswer answer) throws RequestException {
        String location = answer.header("Location").orElse("");
        if (location.isBlank()) {
            throw new RequestException(Addresses.shown(from.toString()) + " answers with status " + answer.status()
                    + ", and does not say where it redirects");
        }
        return Addresses.uri(Addresses.join(from.resolve(".").toString(), location));
    }

    /** What proves who we are goes to no other host than the definition names; any header may be such a thing. */
    private static Map<String, String> headers(
            AnswerOrigin.WebService service, Request request, URI uri, boolean isOurs) throws RequestException {
        if (!isOurs) {
            return Map.of();
        }
        Map<String, String> headers =
                new HashMap<>(request.definition().request().headers());
        headers.putAll(proof(service, request, uri));
        return headers;
    }

    /** What the client does not take it would quote, and that may be the secret. */
    private static Map<String, String> proof(AnswerOrigin.WebService service, Request request, URI uri)
            throws RequestException {
        Map<String, String> headers;
        try {
            headers = service.authentication().headers("GET", uri, request.credentials());
        } catch (IllegalArgumentException e) {
            throw new RequestException(String.valueOf(e.getMessage()), e);
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (!HeaderRules.isName(header.getKey()) || !HeaderRules.isValue(header.getValue())) {
                throw new RequestException(
                        "what authentication_parameters say cannot be sent: it holds a line feed, another"
                                + " character that no header may have, or a blank in the header's name");
            }
        }
        return headers;
    }

    private static RequestException failure(URI uri, IOException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        String place = Addresses.shown(uri.toString());
        if (e instanceof HttpTimeoutException || e instanceof java.io.InterruptedIOException) {
            return new RequestException(place + " did not answer in time", e);
        }
        if (isIn(e, UnresolvedAddressException.class)) {
            return new RequestException(
                    place + " cannot be asked: the name " + uri.getHost() + " cannot be resolved", e);
        }
        if (e instanceof ConnectException) {
            return new RequestException(place + " cannot be connected to", e);
        }
        if (e instanceof TlsFilesException) {
            return new RequestException(
                    place + " cannot be asked: " + why(e) + "; correct it in io.nephoscope.pollsters.dynamic.cfg", e);
        }
        if (isIn(e, SSLException.class)) {
            return new RequestException(
                    place + " is not trusted: " + why(e)
                            + "; its certificate must be for this host name, and its authority"
                            + " named by cafile in io.nephoscope.pollsters.dynamic.cfg",
                    e);
        }
        return new RequestException(place + " did not answer to the end: " + why(e), e);
    }

    private static boolean isIn(@Nullable Throwable thrown, Class<? extends Throwable> type) {
        return thrown != null && (type.isInstance(thrown) || isIn(thrown.getCause(), type));
    }

    private static String why(IOException e) {
        return OneLine.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), LONGEST_REASON);
    }

    /** Lets what is under way come to its end. */
    @Override
    public void close() {
        client.close();
    }
}
