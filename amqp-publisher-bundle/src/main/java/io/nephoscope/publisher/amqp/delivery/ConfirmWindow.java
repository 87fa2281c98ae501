package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.publisher.amqp.transport.SessionEvents;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All messages that the publisher holds, from the taking of their batch to the broker's confirmation. A message is
 * ready to be sent, or sent, or rests because the broker refused it. The window bounds what is held; what does not
 * fit waits in the agent's queue, which is the only one.
 *
 * <p>One lock, the window itself, guards all of it. Deliveries are ended without it: they call into the agent.
 * Three threads come here: the agent's, which adds; the delivery thread, which sends; the connection's, which
 * brings confirmations.
 */
public final class ConfirmWindow {

    /** While refusals are no older, the broker is said to refuse. */
    private static final Duration RECENT = Duration.ofSeconds(30);

    private static final int MOST_RETURNS = 2;
    private static final String UNROUTABLE = "no queue takes it, though exchange and queue were declared again";

    private final MessageBacklog backlog = new MessageBacklog();
    private final Set<PendingMessage.Batch> batches = new LinkedHashSet<>();
    private long maxMessages = 1;
    private long maxBytes = 1;
    private Backoff backoff = Backoff.exact(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private boolean pastTheExchange = true;
    private @Nullable InFlight current;
    private boolean signalled;
    private boolean closed;
    private long lastPosition;
    private long bytes;
    private long confirmed;
    private long dropped;

    /** Who refused, seen from the answers of the broker. */
    public enum Refusal {
        /** Nobody, lately. */
        NONE,
        /** Some queue that is bound to the exchange; our own takes what it is given alone. */
        SOME_QUEUE,
        /** Our own queue, or one that cannot be told from it. */
        OUR_QUEUE
    }

    /** Changes the bounds; what is held stays. */
    synchronized void resize(DeliverySettings settings) {
        maxMessages = settings.windowMessages();
        maxBytes = settings.windowBytes();
        backoff = settings.backoff();
        signal();
    }

    /**
     * Waits for room: for one more batch of any size.
     *
     * @return whether there is some now
     */
    public synchronized boolean awaitRoom(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (!closed && !hasRoom()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !closed;
    }

    private boolean hasRoom() {
        int sent = current == null ? 0 : current.sent.size();
        return batches.isEmpty() || (backlog.countWithoutResting() + sent < maxMessages && bytes < maxBytes);
    }

    /** Takes charge of a batch, encoded for each of its routing keys. */
    public void add(Delivery delivery, int samples, List<String> routingKeys, List<byte[]> bodies) {
        synchronized (this) {
            if (!closed) {
                PendingMessage.Batch batch = new PendingMessage.Batch(delivery, samples);
                for (int i = 0; i < bodies.size(); i++) {
                    PendingMessage message =
                            new PendingMessage(++lastPosition, routingKeys.get(i), bodies.get(i), batch);
                    backlog.putReady(message);
                    bytes += message.body.length;
                    batch.open++;
                }
                batches.add(batch);
                signal();
                return;
            }
        }
        delivery.refused("the publisher has stopped", false);
    }

    /** Counts samples that were lost before they became messages. */
    public synchronized void countDropped(int samples) {
        dropped += samples;
    }

    /** Begins to keep the books of a new session; what the one before had sent is ready again. */
    synchronized InFlight newSession() {
        end(current);
        // The session declares exchange and queues before it sends anything.
        backlog.declared();
        current = new InFlight();
        return current;
    }

    private void end(@Nullable InFlight flight) {
        if (flight != null && flight == current) {
            flight.takeAll().forEach(backlog::putReady);
            current = null;
        }
    }

    /** Takes out the oldest message that may be sent now; it is in flight from here on. */
    synchronized Optional<PendingMessage> next(InFlight flight, long number) {
        Optional<PendingMessage> oldest = flight == current ? backlog.takeOldest() : Optional.empty();
        oldest.ifPresent(message -> flight.put(number, message));
        return oldest;
    }

    /** Says that sending past the exchange is not permitted; refused messages then take their old way again. */
    synchronized void keepToTheExchange() {
        pastTheExchange = false;
        backlog.all().forEach(message -> message.toQueue = false);
    }

    synchronized void trySendingPastTheExchange() {
        pastTheExchange = true;
    }

    /**
     * Refuses for ever the batches of messages that are larger than the broker takes: they would end each session.
     *
     * @return how many samples are lost
     */
    long refuseLargerThan(long largest, String reason) {
        List<PendingMessage.Batch> refused = new ArrayList<>();
        long samples = 0;
        synchronized (this) {
            for (PendingMessage message : held()) {
                if (message.body.length > largest && batches.remove(message.batch)) {
                    refused.add(message.batch);
                    samples += message.batch.samples;
                }
            }
            dropped += samples;
            forgetMessagesOf(refused);
        }
        refused.forEach(batch -> batch.delivery.refused(reason, true));
        return samples;
    }

    /**
     * Gives everything back to the agent and takes nothing more.
     *
     * @return how many samples that were
     */
    public long close(String reason) {
        List<PendingMessage.Batch> left;
        long samples = 0;
        synchronized (this) {
            closed = true;
            end(current);
            left = List.copyOf(batches);
            for (PendingMessage.Batch batch : left) {
                samples += batch.samples;
            }
            batches.clear();
            forgetMessagesOf(left);
        }
        left.forEach(batch -> batch.delivery.refused(reason, false));
        return samples;
    }

    private void forgetMessagesOf(Collection<PendingMessage.Batch> ended) {
        for (PendingMessage message : held()) {
            if (ended.contains(message.batch)) {
                bytes -= message.body.length;
                backlog.remove(message);
                if (current != null) {
                    current.sent.values().remove(message);
                }
            }
        }
        signal();
    }

    private List<PendingMessage> held() {
        List<PendingMessage> all = backlog.all();
        if (current != null) {
            all.addAll(current.sent.values());
        }
        return all;
    }

    synchronized boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Fills in the counts, each batch counted once however many topics it has. */
    public synchronized void count(PublisherStatus status) {
        for (PendingMessage.Batch batch : batches) {
            if (batch.sent == batch.open) {
                status.inFlight += batch.samples;
            } else {
                status.queued += batch.samples;
            }
        }
        status.confirmed = confirmed;
        status.dropped = dropped;
    }

    /** For how long the broker has settled nothing though it could; zero if nothing is on its way. */
    public synchronized Duration stalledFor() {
        return current == null ? Duration.ZERO : current.stalledFor();
    }

    /** Whether the broker has asked to be sent nothing. */
    synchronized boolean isBlocked() {
        return current != null && current.blockedBecause != null;
    }

    /** Wakes whoever waits. */
    synchronized void signal() {
        signalled = true;
        notifyAll();
    }

    /** Waits for the next signal, which may have come since the last wait, or until a message has rested. */
    synchronized void await(Duration timeout) throws InterruptedException {
        long now = System.nanoTime();
        long end = backlog.nextWake(now + timeout.toNanos());
        for (long left = end - now; !signalled && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        signalled = false;
    }

    /**
     * What one session has sent and the broker has not settled, by number. What the broker says of a session that
     * is over counts for nothing: its messages are ready again, and numbers begin anew.
     */
    final class InFlight implements SessionEvents {

        private final NavigableMap<Long, PendingMessage> sent = new TreeMap<>();
        private @Nullable String blockedBecause;
        private final Set<String> unroutable = new TreeSet<>();
        private boolean returned;
        private boolean confirmedAny;
        private long settledAt;
        private long refusedAt;
        private boolean refusedAny;
        private boolean ourQueueRefuses;

        /** Ends the books: what was not settled is ready to be sent again, in its old order. */
        void end() {
            synchronized (ConfirmWindow.this) {
                ConfirmWindow.this.end(this);
            }
        }

        boolean isEmpty() {
            synchronized (ConfirmWindow.this) {
                return sent.isEmpty();
            }
        }

        /** Whether the broker has confirmed anything in this session. */
        boolean confirmedAny() {
            synchronized (ConfirmWindow.this) {
                return confirmedAny;
            }
        }

        Optional<String> blockedBecause() {
            synchronized (ConfirmWindow.this) {
                return Optional.ofNullable(blockedBecause);
            }
        }

        /** Whether messages came back for want of a queue since the last call: exchange and queues are to be declared. */
        boolean takeReturned() {
            synchronized (ConfirmWindow.this) {
                boolean result = returned;
                returned = false;
                return result;
            }
        }

        /** They have been declared again. */
        void declared() {
            synchronized (ConfirmWindow.this) {
                backlog.declared();
            }
        }

        /** The routing keys for whose messages there is no queue, however often it is declared. */
        Set<String> unroutable() {
            synchronized (ConfirmWindow.this) {
                return Set.copyOf(unroutable);
            }
        }

        Refusal refusal() {
            synchronized (ConfirmWindow.this) {
                boolean isOver = System.nanoTime() - refusedAt > RECENT.toNanos() && !backlog.hasResting();
                if (!refusedAny || isOver) {
                    return Refusal.NONE;
                }
                return ourQueueRefuses || !pastTheExchange ? Refusal.OUR_QUEUE : Refusal.SOME_QUEUE;
            }
        }

        @Override
        public void confirmed(long number, boolean allUpTo) {
            List<Delivery> ended = new ArrayList<>();
            synchronized (ConfirmWindow.this) {
                for (PendingMessage message : settle(number, allUpTo)) {
                    bytes -= message.body.length;
                    if (message.toQueue) {
                        ourQueueRefuses = false;
                    }
                    unroutable.remove(message.routingKey);
                    confirmedAny = true;
                    if (--message.batch.open == 0 && batches.remove(message.batch)) {
                        confirmed += message.batch.samples;
                        ended.add(message.batch.delivery);
                    }
                }
                signal();
            }
            ended.forEach(Delivery::confirmed);
        }

        /**
         * Some queue refused a message; which one, the broker does not tell. All others have it. So it is not
         * offered to all of them again, but to our own queue alone, until that has confirmed it.
         */
        @Override
        public void refused(long number, boolean allUpTo) {
            synchronized (ConfirmWindow.this) {
                for (PendingMessage message : settle(number, allUpTo)) {
                    ourQueueRefuses |= message.toQueue;
                    refusedAny = true;
                    refusedAt = System.nanoTime();
                    message.refusals++;
                    boolean atOnce = pastTheExchange && !message.toQueue;
                    message.toQueue = pastTheExchange;
                    backlog.putResting(message, atOnce ? Duration.ZERO : backoff.delay(message.refusals));
                }
                signal();
            }
        }

        /**
         * No queue wanted a message. Exchange and queues are declared again and it is sent again; when it is returned
         * once more, the agent has its batch back: what is missing is not ours to make.
         */
        @Override
        public void returned(byte[] body) {
            Optional<PendingMessage.Batch> homeless;
            synchronized (ConfirmWindow.this) {
                homeless = takeSent(body).flatMap(this::sendAgainOrGiveBack);
                returned = true;
                settledAt = System.nanoTime();
                signal();
            }
            homeless.ifPresent(batch -> batch.delivery.refused(UNROUTABLE, false));
        }

        /** What the broker returns bears no number. It confirms it all the same, later. */
        private Optional<PendingMessage> takeSent(byte[] body) {
            for (Iterator<PendingMessage> each = sent.values().iterator(); each.hasNext(); ) {
                PendingMessage message = each.next();
                if (Arrays.equals(message.body, body)) {
                    each.remove();
                    message.batch.sent--;
                    return Optional.of(message);
                }
            }
            return Optional.empty();
        }

        private Optional<PendingMessage.Batch> sendAgainOrGiveBack(PendingMessage message) {
            message.toQueue = false;
            backlog.putReturned(message);
            if (++message.returns < MOST_RETURNS) {
                return Optional.empty();
            }
            unroutable.add(message.routingKey);
            batches.remove(message.batch);
            forgetMessagesOf(List.of(message.batch));
            return Optional.of(message.batch);
        }

        @Override
        public void blocked(String reason) {
            synchronized (ConfirmWindow.this) {
                blockedBecause = reason;
                signal();
            }
        }

        @Override
        public void unblocked() {
            synchronized (ConfirmWindow.this) {
                blockedBecause = null;
                settledAt = System.nanoTime();
                signal();
            }
        }

        @Override
        public void closed() {
            signal();
        }

        private void put(long number, PendingMessage message) {
            if (sent.isEmpty()) {
                settledAt = System.nanoTime();
            }
            sent.put(number, message);
            message.batch.sent++;
        }

        private List<PendingMessage> settle(long number, boolean allUpTo) {
            settledAt = System.nanoTime();
            return take(sent.subMap(allUpTo ? 0 : number, true, number, true).values());
        }

        private List<PendingMessage> takeAll() {
            return take(sent.values());
        }

        private List<PendingMessage> take(Collection<PendingMessage> view) {
            List<PendingMessage> taken = new ArrayList<>(view);
            taken.forEach(message -> message.batch.sent--);
            view.clear();
            return taken;
        }

        private Duration stalledFor() {
            return sent.isEmpty() || blockedBecause != null
                    ? Duration.ZERO
                    : Duration.ofNanos(System.nanoTime() - settledAt);
        }
    }
}
