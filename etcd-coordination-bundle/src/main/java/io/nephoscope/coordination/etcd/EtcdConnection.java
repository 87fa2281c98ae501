package io.nephoscope.coordination.etcd;

import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a host that answers, follows there what etcd holds, and finds another one when it does not answer any more. Used
 * by the loop's thread alone, but for {@link #silence}.
 *
 * <p>A host that is silent is found out within two thirds of a session: the lease is kept alive every third of it, and
 * that must be answered within the next. The stream of changes may be silent alone, on a connection of its own: so what
 * it has told is compared at the same time with how many members there are and when the assignment was written.
 */
final class EtcdConnection {

    private static final Logger LOG = LoggerFactory.getLogger(EtcdConnection.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int BEATS = 3;
    private static final int WATCHES = 2;
    private static final int MOST_REASONS = 100;

    private final Parts parts;
    private final Duration beat;
    private final Backoff backoff;
    private final CoordinationListener listener;
    private final EtcdView view;
    private @Nullable Attempt current;
    /** In a row, since there was a connection. */
    private int failures;

    /** Those that were told since there was a connection. */
    private final Set<String> reasons = new HashSet<>();

    private String lastReason = "no answer";
    private boolean toldOfEnd;
    private boolean closed;
    private volatile boolean silent;

    /** What it is made of. */
    record Parts(EtcdSettings settings, EtcdLoop loop, EtcdGateway gateway, EtcdMembership membership) {}

    EtcdConnection(Parts parts, CoordinationListener listener) {
        this.parts = parts;
        this.listener = listener;
        this.beat = parts.settings().session().dividedBy(BEATS);
        this.backoff = new Backoff(FIRST_PAUSE, beat, 0.3);
        this.view = new EtcdView(parts.settings().keys());
    }

    void start() {
        if (!closed) {
            current = new Attempt();
            current.begin();
        }
    }

    boolean isConnected() {
        return current != null && current.established;
    }

    /** Puts the member's key as soon as it can. */
    void enter() {
        if (current != null) {
            current.enter();
        }
    }

    /** Tells the listener nothing any more. From any thread. */
    void silence() {
        silent = true;
    }

    void close() {
        closed = true;
        if (current != null) {
            current.end();
            current = null;
        }
    }

    private void tellEnd() {
        if (!toldOfEnd && !silent) {
            toldOfEnd = true;
            LOG.warn(
                    "No host of etcd serves this agent (at last {}); polling goes on by what is agreed, and it is tried"
                            + " again and again.",
                    lastReason);
            listener.disconnected();
        }
    }

    /** Goes to the next host: at once, unless all have been tried. */
    private void next(Attempt failed, IOException why) {
        if (current != failed) {
            return;
        }
        failed.end();
        current = null;
        tellWhy(why);
        List<URI> hosts = parts.settings().endpoints();
        int place = hosts.indexOf(parts.gateway().endpoint());
        parts.gateway().use(hosts.get((place + 1) % hosts.size()));
        parts.gateway().forgetToken();
        // What was good until now may be tried again before it counts as away.
        failures += failed.proven ? 0 : 1;
        if (failures >= hosts.size()) {
            tellEnd();
        } else {
            // Several hosts may each take their time.
            parts.loop().later(beat, () -> {
                if (!closed && !isConnected()) {
                    tellEnd();
                }
            });
        }
        boolean allTried = failures % hosts.size() == 0;
        parts.loop().later(allTried ? backoff.delay(failures / hosts.size()) : Duration.ZERO, this::start);
    }

    private void tellWhy(IOException why) {
        String reason = parts.gateway().endpoint() + ": " + OneLine.reason(why);
        lastReason = reason;
        if (!reasons.contains(reason) && reasons.size() < MOST_REASONS) {
            reasons.add(reason);
            LOG.info("etcd at {}.", reason);
        }
    }

    /** One way to one host, until it fails. */
    private final class Attempt implements EtcdStream.Listener {

        private @Nullable EtcdStream stream;
        private @Nullable Future<?> nextBeat;
        private int watches;
        private boolean established;
        private boolean showing;
        /** Whether it has lasted. */
        private boolean proven;
        /** Whether the last beat has found something that the stream had not told. */
        private boolean behind;

        void begin() {
            EtcdLoop.whenOver(parts.membership().keep(beat).thenCompose(kept -> load()), this::failed);
        }

        private CompletableFuture<?> load() {
            return parts.gateway()
                    .post("kv/txn", GatewayRequests.readView(parts.settings().keys()), beat)
                    .thenAccept(answer -> {
                        if (current != this) {
                            return;
                        }
                        try {
                            watch(view.load(answer));
                        } catch (IOException e) {
                            throw new CompletionException(e);
                        }
                    });
        }

        private void watch(long revision) {
            if (stream != null) {
                stream.close();
            }
            watches = 0;
            String body = GatewayRequests.watches(parts.settings().keys(), revision + 1);
            stream = parts.gateway().stream("watch", body, this);
            parts.loop().later(beat, () -> {
                if (!established) {
                    next(this, new IOException("it does not begin to tell changes"));
                }
            });
        }

        private void failed(@Nullable Throwable failure) {
            if (failure != null) {
                next(this, EtcdGateway.causeOf(failure));
            }
        }

        @Override
        public void answered(GatewayAnswer result) throws IOException {
            if (result.isTrue("canceled")) {
                cancelled(result);
                return;
            }
            behind = false;
            if (result.isTrue("created") && ++watches == WATCHES) {
                establish();
            }
            follow(result.objects("events"));
            if (established) {
                show();
            }
        }

        /** A member whose key was taken away, or has ended with its lease, is there all the same. */
        private void follow(List<GatewayAnswer> events) throws IOException {
            String member = parts.settings().member();
            boolean was = view.has(member);
            view.apply(events);
            if (was && !view.has(member) && parts.membership().isJoined()) {
                parts.membership().gone();
                enter();
            }
        }

        /** What is too old to be told change by change is read anew. */
        private void cancelled(GatewayAnswer result) throws IOException {
            if (result.number("compact_revision") == 0) {
                throw new IOException("it does not tell changes: " + OneLine.of(result.text("cancel_reason")));
            }
            LOG.info("Changes at etcd were discarded before they were told; all is read anew.");
            if (stream != null) {
                stream.close();
            }
            EtcdLoop.whenOver(load(), this::failed);
        }

        private void establish() {
            if (!established) {
                established = true;
                LOG.info("Connected to etcd at {}.", parts.gateway().endpoint());
                toldOfEnd = false;
                enter();
                beatLater();
            }
        }

        /** Once for all changes that have arrived. */
        private void show() {
            if (!showing) {
                showing = true;
                parts.loop().execute(this::shown);
            }
        }

        private void shown() {
            showing = false;
            if (current == this && !silent) {
                listener.viewed(view.view());
            }
        }

        void enter() {
            if (established) {
                EtcdLoop.whenOver(parts.membership().enter(beat), this::failed);
            }
        }

        private void beatLater() {
            nextBeat = parts.loop()
                    .after(
                            beat,
                            () -> EtcdLoop.whenOver(beat(), failure -> {
                                failed(failure);
                                if (current == this) {
                                    beatLater();
                                }
                            }));
        }

        private CompletableFuture<?> beat() {
            return parts.membership()
                    .keep(beat)
                    .thenCompose(kept -> parts.gateway()
                            .post(
                                    "kv/txn",
                                    GatewayRequests.readOutline(parts.settings().keys()),
                                    beat))
                    .thenAccept(this::compare);
        }

        private void compare(GatewayAnswer outline) {
            try {
                boolean like = view.isLike(outline);
                if (!like && behind) {
                    throw new IOException("it does not tell changes any more");
                }
                behind = !like;
                proven = true;
                failures = 0;
                reasons.clear();
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        }

        @Override
        public void ended(IOException why) {
            next(this, why);
        }

        void end() {
            established = false;
            if (stream != null) {
                stream.close();
            }
            if (nextBeat != null) {
                nextBeat.cancel(false);
            }
        }
    }
}
