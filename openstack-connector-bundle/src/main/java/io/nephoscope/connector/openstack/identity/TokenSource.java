package io.nephoscope.connector.openstack.identity;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.http.Trouble;
import io.nephoscope.support.http.ApiClient;
import io.nephoscope.support.http.Deadline;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the token of a session. Of all threads that need a new one, one signs in and the others wait for it; while the old
 * one is still good nobody waits. After a failure nobody asks Keystone again before a pause is over, which grows, and all
 * are told at once. Thread-safe.
 */
public final class TokenSource {

    private static final Logger LOG = LoggerFactory.getLogger(TokenSource.class);

    private final SignIn signIn;
    private final String who;
    private final String place;
    private final Pauses pauses;

    /** Under the lock of the source, as all below. */
    private @Nullable Token current;

    private @Nullable CompletableFuture<Token> flight;
    private @Nullable Trouble trouble;
    private boolean refused;
    private int failures;
    private long pausedUntil;
    private long signIns;
    private long failed;
    private Instant since = Instant.now();

    /**
     * How long to wait before Keystone is asked again.
     *
     * @param refused after it refused the credentials: asking on locks users out
     * @param away after it did not answer
     */
    public record Pauses(Backoff refused, Backoff away) {

        /** Those of an agent. */
        public static final Pauses USUAL = new Pauses(
                new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10), 0.1),
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 0.1));
    }

    /**
     * How it stands.
     *
     * @param left of the token's life; empty if there is none
     * @param place of Keystone: scheme, host and port
     * @param signIns how many attempts gave a token
     * @param failed how many did not
     * @param trouble why the last attempt to sign in failed; empty if it did not
     * @param since when that became so
     */
    public record State(
            String who,
            String place,
            long signIns,
            long failed,
            Optional<Duration> left,
            Duration life,
            Optional<Trouble> trouble,
            Instant since) {}

    public TokenSource(ApiClient client, CloudCredentials credentials, Pauses pauses) {
        this.signIn = new SignIn(client, credentials);
        this.who = credentials.who();
        this.place = Trouble.place(credentials.tokens());
        this.pauses = pauses;
    }

    /**
     * A token that is good for a request now.
     *
     * @throws CloudException if there is none before the deadline
     */
    public Token token(Deadline deadline) throws CloudException, InterruptedException {
        while (true) {
            CompletableFuture<Token> mine = null;
            CompletableFuture<Token> whose;
            synchronized (this) {
                long now = System.nanoTime();
                if (current != null && current.isFresh(now)) {
                    return current;
                }
                boolean usable = current != null && current.isUsable(now);
                boolean paused = trouble != null && pausedUntil - now > 0;
                if (current != null && usable && (paused || flight != null)) {
                    return current;
                }
                if (paused && trouble != null) {
                    throw trouble.exception(null);
                }
                if (flight == null) {
                    mine = new CompletableFuture<>();
                    flight = mine;
                }
                whose = flight;
            }
            if (mine != null) {
                return lead(mine, deadline);
            }
            Optional<Token> theirs = await(whose, deadline);
            if (theirs.isPresent()) {
                return theirs.get();
            }
        }
    }

    /** Says that a service took a token for expired or revoked. */
    public synchronized void refuse(Token token) {
        if (token.equals(current)) {
            current = null;
        }
    }

    /** Whether Keystone refused the credentials, and may be asked again: they may have been corrected meanwhile. */
    public synchronized boolean wantsOtherCredentials() {
        return refused && pausedUntil - System.nanoTime() <= 0;
    }

    public synchronized State state() {
        long now = System.nanoTime();
        Optional<Token> token = Optional.ofNullable(current);
        return new State(
                who,
                place,
                signIns,
                failed,
                token.map(each -> each.left(now)),
                token.map(Token::life).orElse(Duration.ZERO),
                Optional.ofNullable(trouble),
                since);
    }

    /** Signs in for all that wait. What ends this caller before its time must not end the others. */
    private Token lead(CompletableFuture<Token> mine, Deadline deadline) throws CloudException, InterruptedException {
        try {
            Token token = signIn.token(deadline);
            succeeded(token);
            mine.complete(token);
            return token;
        } catch (SignIn.RefusedException e) {
            Trouble why = e.trouble();
            boolean cutShort = why.kind() == Kind.TIMEOUT && deadline.isOver();
            Optional<Token> old = failed(why, e.isPermanent(), cutShort);
            if (!cutShort) {
                mine.completeExceptionally(e);
            }
            if (old.isPresent()) {
                return old.get();
            }
            throw why.exception(e);
        } finally {
            synchronized (this) {
                flight = null;
            }
            mine.cancel(false);
        }
    }

    /** @return empty if whoever signed in was ended before its time */
    private static Optional<Token> await(CompletableFuture<Token> flight, Deadline deadline)
            throws CloudException, InterruptedException {
        try {
            return Optional.of(flight.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS));
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (TimeoutException e) {
            throw new CloudException(Kind.TIMEOUT, "Keystone gave no token in time", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SignIn.RefusedException refusal) {
                throw refusal.trouble().exception(refusal);
            }
            throw new IllegalStateException(e);
        }
    }

    private synchronized void succeeded(Token token) {
        if (trouble != null || signIns == 0) {
            LOG.info(
                    "OpenStack: signed in as {}; the token is good for {} s.",
                    who,
                    token.life().toSeconds());
            since = Instant.now();
        }
        current = token;
        signIns++;
        trouble = null;
        refused = false;
        failures = 0;
    }

    /** @return the old token, if it is still good */
    private synchronized Optional<Token> failed(Trouble why, boolean permanent, boolean cutShort) {
        if (trouble == null || !trouble.message().equals(why.message())) {
            LOG.warn("OpenStack: {}.", why.sentence());
        }
        if (trouble == null) {
            since = Instant.now();
        }
        trouble = why;
        failed++;
        refused = permanent;
        if (!cutShort) {
            failures = Math.min(failures, Integer.MAX_VALUE - 1) + 1;
            Backoff pause = permanent ? pauses.refused() : pauses.away();
            pausedUntil = System.nanoTime() + pause.delay(failures).toNanos();
        } else {
            pausedUntil = System.nanoTime();
        }
        return Optional.ofNullable(current).filter(token -> token.isUsable(System.nanoTime()));
    }
}
