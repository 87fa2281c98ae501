package io.nephoscope.coordination.etcd;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A stream of JSON objects, one on each line. Its listener is called on the loop, and not at all once it is closed. */
final class EtcdStream implements Flow.Subscriber<String>, AutoCloseable {

    private final EtcdLoop loop;
    private final Listener listener;
    /** Of the loop's thread. */
    private Flow.@Nullable Subscription subscription;

    private boolean closed;

    /** Who reads the stream. */
    interface Listener {

        /** @throws IOException if that cannot be; then the stream ends for it */
        void answered(GatewayAnswer result) throws IOException;

        /** Nothing more comes. */
        void ended(IOException why);
    }

    EtcdStream(EtcdLoop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        loop.execute(() -> {
            subscription = given;
            if (closed) {
                given.cancel();
            } else {
                given.request(1);
            }
        });
    }

    @Override
    public void onNext(String line) {
        loop.execute(() -> {
            if (closed) {
                return;
            }
            try {
                read(line);
            } catch (IOException e) {
                end(e);
                return;
            }
            if (subscription != null) {
                subscription.request(1);
            }
        });
    }

    private void read(String line) throws IOException {
        if (!line.isBlank()) {
            GatewayAnswer answer = GatewayAnswer.read(line);
            if (answer.has("error")) {
                throw EtcdRefusedException.of(0, answer);
            }
            listener.answered(answer.object("result"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        over(EtcdGateway.causeOf(failure));
    }

    @Override
    public void onComplete() {
        over(null);
    }

    /** @param why null if it simply came to its end */
    void over(@Nullable IOException why) {
        loop.execute(() -> end(why == null ? new EOFException("etcd has ended the stream") : why));
    }

    private void end(IOException why) {
        if (!closed) {
            close();
            listener.ended(why);
        }
    }

    /** On the loop's thread. */
    @Override
    public void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
