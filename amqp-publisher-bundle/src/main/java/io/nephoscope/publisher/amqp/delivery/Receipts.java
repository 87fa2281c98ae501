package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.outbox.Message;
import io.nephoscope.publisher.amqp.outbox.Outbox;
import io.nephoscope.publisher.amqp.transport.SessionEvents;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps the books of one session: what the broker tells is entered in the outbox, and wakes the sender. */
final class Receipts implements SessionEvents {

    private final Outbox outbox;
    private final Bell bell;
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private final AtomicReference<@Nullable Setback> setback = new AtomicReference<>();
    private volatile @Nullable String blockedBecause;
    private volatile boolean progressed;
    private volatile boolean confirmedAny;

    Receipts(Outbox outbox, Bell bell) {
        this.outbox = outbox;
        this.bell = bell;
    }

    /** Notes a message that is about to be sent. */
    void sending(long number, Message message) {
        unconfirmed.put(number, message);
    }

    Unconfirmed unconfirmed() {
        return unconfirmed;
    }

    Optional<String> blockedBecause() {
        return Optional.ofNullable(blockedBecause);
    }

    /** What went wrong since the last call. */
    Optional<Setback> takeSetback() {
        return Optional.ofNullable(setback.getAndSet(null));
    }

    /** Whether the broker confirmed anything since the last call. */
    boolean takeProgress() {
        boolean result = progressed;
        progressed = false;
        return result;
    }

    /** Whether the broker confirmed anything at all. */
    boolean confirmedAny() {
        return confirmedAny;
    }

    /** Puts back all that was not settled. Call it when the session is over. */
    void end() {
        unconfirmed.takeAll().forEach(outbox::putBack);
    }

    @Override
    public void confirmed(long number, boolean allUpTo) {
        unconfirmed.take(number, allUpTo).forEach(outbox::settle);
        progressed = true;
        confirmedAny = true;
        bell.ring();
    }

    @Override
    public void refused(long number, boolean allUpTo) {
        unconfirmed.take(number, allUpTo).forEach(outbox::putBack);
        setback.compareAndSet(null, Setback.REFUSED);
        bell.ring();
    }

    @Override
    public void returned(byte[] body) {
        unconfirmed.take(body).ifPresent(outbox::putBack);
        setback.set(Setback.RETURNED);
        bell.ring();
    }

    @Override
    public void blocked(String reason) {
        blockedBecause = reason;
        bell.ring();
    }

    @Override
    public void unblocked() {
        blockedBecause = null;
        bell.ring();
    }

    @Override
    public void closed() {
        bell.ring();
    }
}
