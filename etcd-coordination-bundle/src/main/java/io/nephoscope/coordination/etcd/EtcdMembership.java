package io.nephoscope.coordination.etcd;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this member's key there: under a lease, and with a new one when that has ended. A key is put over what an earlier
 * process has left, and so never gone in between. One request at a time; used by the loop's thread alone.
 */
final class EtcdMembership {

    private static final long NONE = 0;

    private final EtcdGateway gateway;
    private final EtcdSettings settings;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private @Nullable String record;
    private long lease = NONE;
    /** Whether the key is there, with this record and this lease, as far as is known. */
    private boolean written;

    EtcdMembership(EtcdGateway gateway, EtcdSettings settings) {
        this.gateway = gateway;
        this.settings = settings;
    }

    /** What the key is to hold from now on. */
    void record(String text) {
        record = text;
        written = false;
    }

    boolean isJoined() {
        return record != null;
    }

    /** Somebody has taken the key away. */
    void gone() {
        written = false;
    }

    /** Keeps the lease alive and the key there; does nothing before somebody has joined. */
    CompletableFuture<?> keep(Duration limit) {
        return inTurn(() -> {
            if (record == null) {
                return CompletableFuture.completedFuture(null);
            }
            return renew(limit).thenCompose(kept -> put(limit));
        });
    }

    /** Puts the key where it is not there. */
    CompletableFuture<?> enter(Duration limit) {
        return inTurn(() -> {
            if (record == null || written) {
                return CompletableFuture.completedFuture(null);
            }
            return (lease == NONE ? grant(limit) : CompletableFuture.completedFuture(null))
                    .thenCompose(granted -> put(limit));
        });
    }

    /** A request that fails does not keep the next from being made. */
    private CompletableFuture<?> inTurn(Supplier<CompletableFuture<?>> request) {
        CompletableFuture<?> mine = last.handle((before, failure) -> null).thenCompose(before -> request.get());
        last = mine;
        return mine;
    }

    private CompletableFuture<?> renew(Duration limit) {
        if (lease == NONE) {
            return grant(limit);
        }
        return gateway.post("lease/keepalive", GatewayRequests.lease(lease), limit)
                .thenCompose(answer -> answer.object("result").text("TTL").isEmpty()
                        ? grant(limit)
                        : CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<@Nullable Void> grant(Duration limit) {
        written = false;
        lease = NONE;
        long seconds = Math.max(1, settings.session().plusMillis(999).toSeconds());
        return gateway.post("lease/grant", GatewayRequests.grant(seconds), limit)
                .thenAccept(answer -> {
                    try {
                        lease = answer.number("ID");
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                });
    }

    /** Under a new lease if this one has ended meanwhile. */
    private CompletableFuture<?> put(Duration limit) {
        return putOnce(limit).exceptionallyCompose(failure -> {
            IOException cause = EtcdGateway.causeOf(failure);
            return cause instanceof EtcdRefusedException refused && refused.isLeaseGone()
                    ? grant(limit).thenCompose(granted -> putOnce(limit))
                    : CompletableFuture.failedFuture(cause);
        });
    }

    private CompletableFuture<@Nullable Void> putOnce(Duration limit) {
        String text = record;
        if (text == null || written) {
            return CompletableFuture.completedFuture(null);
        }
        String key = settings.keys().member(settings.member());
        return gateway.post("kv/put", GatewayRequests.put(key, text, lease), limit)
                .thenAccept(answer -> written = text.equals(record));
    }

    /** Takes the key away with its lease; what a later process of the same member has put stays. */
    CompletableFuture<?> leave(Duration limit) {
        record = null;
        return inTurn(() -> lease == NONE
                ? CompletableFuture.completedFuture(null)
                : gateway.post("lease/revoke", GatewayRequests.lease(lease), limit));
    }
}
