package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.http.EndpointGate;
import io.nephoscope.connector.openstack.http.Trouble;
import io.nephoscope.connector.openstack.identity.Token;
import io.nephoscope.connector.openstack.json.MalformedAnswerException;
import io.nephoscope.support.http.ApiAnswer;
import io.nephoscope.support.http.Deadline;
import io.nephoscope.support.http.RetryAfter;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one request to one service as often as it takes: with a new token after 401, once more after a broken connection
 * or a failure of the server, later where the service says so, elsewhere on the same host where it redirects. For one
 * call, in one thread.
 */
final class ServiceCaller {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceCaller.class);
    private static final int MOST_REDIRECTS = 3;
    /** A plugin that has less time than this says nothing of the service by giving up. */
    private static final Duration FAIR_WAIT = Duration.ofSeconds(5);
    /** Not to ask without end one that says to come back at once. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(250);
    /** For one that asks for patience and does not say how much. */
    private static final Backoff PATIENCE = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0.2);

    private final CloudSession session;
    private final Asking asking;
    private final Deadline deadline;
    private final EndpointGate gate;
    /** Where the last request went. */
    private String place = "";
    /** Of the one call under way. */
    private boolean renewed;

    private boolean repeated;
    private int redirects;
    private int refusals;

    /** Reads what an answer of use says. */
    interface Reader<T> {

        T read(ApiAnswer answer) throws IOException, CloudException, InterruptedException;
    }

    ServiceCaller(CloudSession session, Asking asking, Deadline deadline) {
        this.session = session;
        this.asking = asking;
        this.deadline = deadline;
        this.gate = session.gate(asking.service());
    }

    /**
     * Makes a request.
     *
     * @param reader may be called again after it failed to read an answer to its end
     * @param repeatable whether it may, at the time when it failed
     */
    <T> T call(String method, ServiceTarget target, Reader<T> reader, BooleanSupplier repeatable)
            throws CloudException, InterruptedException {
        renewed = false;
        repeated = false;
        redirects = 0;
        refusals = 0;
        Optional<URI> redirected = Optional.empty();
        while (true) {
            Token token = session.tokens().token(deadline);
            URI endpoint = session.endpoint(asking.service(), token);
            URI uri = redirected.isPresent() ? redirected.get() : target.at(asking.base(endpoint), token, session);
            place = Trouble.place(uri);
            Attempt<T> attempt = new Attempt<>(method, uri, token, reader, repeatable);
            try (EndpointGate.Pass pass = gate.enter(deadline)) {
                Optional<T> result = attempt.make(pass);
                if (result.isPresent()) {
                    return result.get();
                }
            }
            redirected = attempt.redirect.or(() -> attempt.renews ? Optional.empty() : Optional.of(uri));
        }
    }

    /** Counts a failure that only whoever reads the answers can see, and makes the exception of it. */
    CloudException told(Trouble why) {
        return told(why, null);
    }

    private CloudException told(Trouble why, @Nullable Throwable cause) {
        if (gate.count(place, why)) {
            LOG.warn("OpenStack {}: {}.", asking.service(), why.sentence());
        }
        return why.exception(cause);
    }

    /** One request. */
    private final class Attempt<T> {

        private final String method;
        private final URI uri;
        private final Token token;
        private final Reader<T> reader;
        private final BooleanSupplier repeatable;
        private Optional<URI> redirect = Optional.empty();
        private boolean renews;

        Attempt(String method, URI uri, Token token, Reader<T> reader, BooleanSupplier repeatable) {
            this.method = method;
            this.uri = uri;
            this.token = token;
            this.reader = reader;
            this.repeatable = repeatable;
        }

        /** @return empty if another attempt is to be made */
        Optional<T> make(EndpointGate.Pass pass) throws CloudException, InterruptedException {
            long begunAt = System.nanoTime();
            try (ApiAnswer answer =
                    session.client().send(method, uri, asking.headers(method, uri, token), null, deadline)) {
                Duration answered = Duration.ofNanos(answer.answeredNanos());
                if (answer.status() >= 200 && answer.status() < 300) {
                    T result = reader.read(answer);
                    pass.answered(answered);
                    gate.count(place, Duration.ofNanos(System.nanoTime() - begunAt));
                    return Optional.of(result);
                }
                return refused(answer, answered, pass);
            } catch (MalformedAnswerException e) {
                return failed(Trouble.malformed(uri, String.valueOf(e.getMessage())), e, pass);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while " + asking.service() + " answered");
                }
                Trouble why = Trouble.of(e, uri);
                if (why.kind() == Kind.TIMEOUT && System.nanoTime() - begunAt < FAIR_WAIT.toNanos()) {
                    throw told(why, e);
                }
                return failed(why, e, pass);
            }
        }

        private Optional<T> refused(ApiAnswer answer, Duration answered, EndpointGate.Pass pass)
                throws CloudException, InterruptedException {
            int status = answer.status();
            Trouble why = Trouble.ofStatus(status, uri);
            if (status == 401 && !renewed && asking.signer().isEmpty()) {
                renewed = true;
                renews = true;
                session.tokens().refuse(token);
                pass.answered(answered);
                return Optional.empty();
            }
            Optional<Duration> wait = answer.header("Retry-After")
                    .flatMap(text -> RetryAfter.parse(text, Instant.now()))
                    .map(time -> time.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : time);
            if (why.kind() == Kind.BUSY || (status == 503 && wait.isPresent())) {
                return later(wait.orElseGet(() -> PATIENCE.delay(++refusals)), why, pass);
            }
            if (status == 300 || status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
                redirect = Optional.of(target(answer, pass));
                pass.answered(answered);
                return Optional.empty();
            }
            if (why.passing()) {
                return failed(why, null, pass);
            }
            pass.answered(answered);
            if (why.kind() == Kind.NOT_FOUND || why.kind() == Kind.NOT_SUPPORTED) {
                // The service is well, and what is asked for is not there, or not yet.
                gate.count(place, answered);
                throw why.exception(null);
            }
            throw told(why, null);
        }

        /** Asks again later, if the time allows; others that ask the service wait as well. */
        private Optional<T> later(Duration wait, Trouble why, EndpointGate.Pass pass) throws CloudException {
            pass.busy();
            if (wait.toNanos() >= deadline.remainingNanos()) {
                throw told(
                        new Trouble(
                                Kind.BUSY, why.message() + ", and there is no time to ask again", why.remedy(), false),
                        null);
            }
            gate.pause(wait);
            return Optional.empty();
        }

        private boolean mayRepeat() {
            if (repeated || deadline.isOver() || !repeatable.getAsBoolean()) {
                return false;
            }
            repeated = true;
            return true;
        }

        /** @return empty if another attempt is to be made: not where the endpoint is left alone from now on */
        private Optional<T> failed(Trouble why, @Nullable Throwable cause, EndpointGate.Pass pass)
                throws CloudException {
            boolean rests = pass.failed(why);
            if (!rests && why.passing() && mayRepeat()) {
                return Optional.empty();
            }
            throw told(why, cause);
        }

        /** Where a redirect leads. The token goes to no other host than the catalogue names. */
        private URI target(ApiAnswer answer, EndpointGate.Pass pass) throws CloudException {
            String location = answer.header("Location").orElse("").strip();
            String fault = ", where the token does not go";
            try {
                URI to = uri.resolve(new URI(location));
                boolean isOurs = !location.isEmpty() && isOurs(to);
                fault = isOurs ? ", after " + redirects + " redirects before it" : fault;
                if (isOurs && redirects++ < MOST_REDIRECTS) {
                    boolean secured =
                            "https".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(uri.getScheme());
                    String origin = secured
                            ? "https://" + to.getRawAuthority()
                            : uri.getScheme() + "://" + uri.getRawAuthority();
                    return URI.create(
                            origin + to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery()));
                }
            } catch (URISyntaxException | IllegalArgumentException e) {
                LOG.debug("The location is no address", e);
            }
            Trouble elsewhere = new Trouble(
                    Kind.SERVICE,
                    Trouble.place(uri)
                            + OneLine.of(uri.getRawPath(), 160)
                            + (location.isEmpty()
                                    ? " redirects, and does not say where"
                                    : " redirects to " + OneLine.of(location.replaceFirst("[?#].*", ""), 160) + fault),
                    "correct the address in the catalogue, or set endpoint.override",
                    false);
            pass.failed(elsewhere);
            throw told(elsewhere);
        }

        /** The same host: by the same port, or by TLS before which a proxy of its own takes the request. */
        private boolean isOurs(URI to) {
            if (to.getHost() == null
                    || to.getRawUserInfo() != null
                    || !to.getHost().equalsIgnoreCase(uri.getHost())) {
                return false;
            }
            return !scheme(to).equals(scheme(uri)) || to.getPort() == uri.getPort();
        }

        private static String scheme(URI uri) {
            return uri.getScheme().toLowerCase(Locale.ROOT);
        }
    }
}
