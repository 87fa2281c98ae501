package io.nephoscope.support.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream that never waits for ever: the client's own timeouts end with the headers. Filled by
 * the client's threads, one portion at a time, and read by one thread.
 */
final class TimedBody extends InputStream implements BodySubscriber<InputStream> {

    /** Comes after the last portion. */
    private static final Object END = new Object();

    private static final Duration END_IS_NEAR = Duration.ofMillis(50);
    private static final long MOST_PASSED_OVER = 64 << 10;

    private final Deadline deadline;
    private final Duration silence;
    /** Portions ({@code List<ByteBuffer>}), then the end or what ended the body (a {@code Throwable}). */
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

    private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
    private volatile boolean closed;
    /** Of the reading thread. */
    private Iterator<ByteBuffer> portion = List.<ByteBuffer>of().iterator();

    private ByteBuffer current = ByteBuffer.allocate(0);
    private @Nullable Object end;

    /** @param silence how long to wait for the next bytes, though the deadline be later */
    TimedBody(Deadline deadline, Duration silence) {
        this.deadline = deadline;
        this.silence = silence;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscribed.complete(subscription);
        if (closed) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        arrived.add(item);
    }

    @Override
    public void onError(Throwable cause) {
        arrived.add(cause);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (!current.hasRemaining()) {
            if (portion.hasNext()) {
                current = portion.next();
            } else if (!awaitPortion()) {
                return -1;
            }
        }
        int count = Math.min(length, current.remaining());
        current.get(bytes, offset, count);
        return count;
    }

    /** @return whether there is more */
    @SuppressWarnings("unchecked") // What is neither the end nor a failure is what onNext put there.
    private boolean awaitPortion() throws IOException {
        if (end == null) {
            Object next = next();
            if (next instanceof List<?> buffers) {
                portion = ((List<ByteBuffer>) buffers).iterator();
                subscribed.join().request(1);
                return true;
            }
            end = next;
        }
        if (end instanceof Throwable cause) {
            throw cause instanceof IOException known ? known : new IOException(String.valueOf(cause), cause);
        }
        return false;
    }

    private Object next() throws IOException {
        try {
            long patience = deadline.atMost(silence).toNanos();
            Object next = closed ? null : arrived.poll(patience, TimeUnit.NANOSECONDS);
            if (next == null) {
                cancel();
                throw new HttpTimeoutException("the rest of the answer does not come");
            }
            return next;
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while the answer came");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** Leaves the connection to the next request where the body is at its end, or all but; else breaks it. */
    @Override
    public void close() {
        if (!closed && end == null) {
            passOver();
        }
        cancel();
    }

    private void cancel() {
        closed = true;
        if (end != END && subscribed.isDone()) {
            subscribed.join().cancel();
        }
    }

    /** Takes what is left of a body that nobody reads, as that of an error, or the line feed after a document. */
    private void passOver() {
        long left = MOST_PASSED_OVER;
        try {
            while (end == null && left > 0) {
                Object next = arrived.poll(deadline.atMost(END_IS_NEAR).toNanos(), TimeUnit.NANOSECONDS);
                if (next instanceof List<?> buffers) {
                    for (Object buffer : buffers) {
                        left -= ((ByteBuffer) buffer).remaining();
                    }
                    subscribed.join().request(1);
                } else if (next == null) {
                    return;
                } else {
                    end = next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
