package io.nephoscope.testkit.libvirt;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts and answers pings. Thread-safe. */
final class KeepAlives {

    private static final int PING = 1;
    private static final int PONG = 2;
    private static final int NO_SERIAL = 0;

    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger pongs = new AtomicInteger();
    private volatile boolean ignoring;

    void arrived(ServedClient client, Message message) {
        if (message.procedure() == PONG) {
            pongs.incrementAndGet();
            return;
        }
        pings.incrementAndGet();
        if (!ignoring) {
            client.offer(message(PONG));
        }
    }

    void ping(ServedClient client) {
        client.offer(message(PING));
    }

    void ignore() {
        ignoring = true;
    }

    int pings() {
        return pings.get();
    }

    int pongs() {
        return pongs.get();
    }

    private static Message message(int procedure) {
        return Message.event(Message.KEEPALIVE, procedure, NO_SERIAL, new Wire());
    }
}
