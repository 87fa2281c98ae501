package io.nephoscope.coordination.etcd;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One member's way to etcd: what is asked of it goes to the loop, on which all else happens. */
final class EtcdCoordination implements Coordination {

    private static final Logger LOG = LoggerFactory.getLogger(EtcdCoordination.class);
    private static final String THREAD = "nephoscope-etcd";
    /** Less than etcd's --max-txn-ops is, as long as nobody has set it. */
    private static final int MOST_AT_ONCE = 100;

    private final EtcdSettings settings;
    private final EtcdLoop loop;
    private final EtcdGateway gateway;
    private final EtcdMembership membership;
    private final EtcdConnection connection;
    private final Consumer<EtcdCoordination> ended;
    private volatile boolean leaving;
    /** Whether it was told that a write is too large: once is enough. */
    private boolean toldOfSize;

    /** @param ended is told when all is over */
    EtcdCoordination(EtcdSettings settings, CoordinationListener listener, Consumer<EtcdCoordination> ended) {
        this.settings = settings;
        this.ended = ended;
        this.loop = new EtcdLoop(THREAD);
        this.gateway = new EtcdGateway(settings, loop, THREAD + "-http");
        this.membership = new EtcdMembership(gateway, settings);
        this.connection = new EtcdConnection(new EtcdConnection.Parts(settings, loop, gateway, membership), listener);
    }

    /** Begins to connect. */
    void start() {
        loop.execute(connection::start);
    }

    @Override
    public void join(String record) {
        loop.execute(() -> {
            if (!leaving) {
                membership.record(record);
                connection.enter();
            }
        });
    }

    @Override
    public void leave() {
        leaving = true;
        connection.silence();
        loop.execute(() -> {
            connection.close();
            // Nobody waits for it: without an answer the lease ends by itself.
            loop.later(settings.session(), this::end);
            EtcdLoop.whenOver(membership.leave(settings.session()), failure -> end());
        });
    }

    @Override
    public void abandon() {
        connection.silence();
        loop.execute(() -> {
            connection.close();
            end();
        });
    }

    private void end() {
        gateway.close();
        loop.end();
        ended.accept(this);
    }

    /** Ends its thread: what still takes a member away has this time for it. */
    void close(Duration patience) throws InterruptedException {
        if (leaving) {
            loop.await(patience);
        }
        abandon();
        loop.close(patience);
    }

    @Override
    public void commit(Map<String, Long> expected, Map<String, String> writes, Consumer<Outcome> then) {
        Map<String, Long> versions = Map.copyOf(expected);
        Map<String, String> texts = Map.copyOf(writes);
        loop.execute(() -> {
            if (!connection.isConnected()) {
                then.accept(Outcome.UNKNOWN);
                return;
            }
            CompletableFuture<GatewayAnswer> answered = gateway.post(
                    "kv/txn", GatewayRequests.commit(settings.keys(), versions, texts), settings.request());
            EtcdLoop.whenOver(
                    answered,
                    failure -> then.accept(failure == null ? outcome(answered.join()) : unknown(failure, texts)));
        });
    }

    private static Outcome outcome(GatewayAnswer answer) {
        return answer.isTrue("succeeded") ? Outcome.COMMITTED : Outcome.CONFLICT;
    }

    private Outcome unknown(Throwable failure, Map<String, String> texts) {
        IOException cause = EtcdGateway.causeOf(failure);
        if (cause instanceof EtcdRefusedException refused && refused.isTooLarge() && !toldOfSize) {
            toldOfSize = true;
            LOG.error(
                    "etcd takes no request of {} characters ({}); have fewer slots, or start etcd with a higher"
                            + " --max-request-bytes.",
                    texts.values().stream().mapToInt(String::length).sum(),
                    OneLine.reason(cause));
        } else if (!(cause instanceof EtcdRefusedException refused && refused.isTooLarge())) {
            LOG.info("A write to etcd was not confirmed: {}.", OneLine.reason(cause));
        }
        return Outcome.UNKNOWN;
    }

    @Override
    public void read(Set<String> names, Consumer<Map<String, Stored>> then) {
        List<String> wanted = List.copyOf(names);
        loop.execute(() -> {
            if (!connection.isConnected()) {
                then.accept(Map.of());
                return;
            }
            CompletableFuture<Map<String, Stored>> found = read(wanted, 0, new HashMap<>());
            EtcdLoop.whenOver(found, failure -> then.accept(failure == null ? found.join() : notRead(failure)));
        });
    }

    /** Piece by piece: etcd takes so many at a time. */
    private CompletableFuture<Map<String, Stored>> read(List<String> names, int from, Map<String, Stored> found) {
        if (from >= names.size()) {
            return CompletableFuture.completedFuture(found);
        }
        List<String> piece = names.subList(from, Math.min(names.size(), from + MOST_AT_ONCE));
        return gateway.post("kv/txn", GatewayRequests.read(settings.keys(), piece), settings.request())
                .thenCompose(answer -> {
                    try {
                        take(piece, answer, found);
                    } catch (IOException e) {
                        return CompletableFuture.failedFuture(e);
                    }
                    return read(names, from + piece.size(), found);
                });
    }

    private static void take(List<String> names, GatewayAnswer answer, Map<String, Stored> found) throws IOException {
        List<GatewayAnswer> responses = answer.objects("responses");
        if (responses.size() != names.size()) {
            throw new IOException("etcd leaves out a part of its answer");
        }
        for (int i = 0; i < names.size(); i++) {
            List<GatewayAnswer> entries =
                    responses.get(i).object("response_range").objects("kvs");
            found.put(names.get(i), entries.isEmpty() ? Stored.NOTHING : EtcdView.stored(entries.get(0)));
        }
    }

    private static Map<String, Stored> notRead(Throwable failure) {
        LOG.info("A record could not be read from etcd: {}.", OneLine.reason(EtcdGateway.causeOf(failure)));
        return Map.of();
    }
}
