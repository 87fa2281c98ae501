package io.nephoscope.connector.libvirt.rpc;

/** When to ask a silent daemon whether it is alive, and when to give it up. For one thread. */
final class KeepAlive {

    /** What is to be done. */
    enum Verdict {
        WAIT,
        PING,
        GIVE_UP
    }

    private final long interval;
    private final int most;
    private long lastEvent;
    private int unanswered;

    /** @param now any clock that never goes back, in nanoseconds; the same in all calls */
    KeepAlive(RpcTimeouts timeouts, long now) {
        interval = timeouts.ping().toNanos();
        most = timeouts.pings();
        lastEvent = now;
    }

    /** Something arrived. */
    void heard(long now) {
        lastEvent = now;
        unanswered = 0;
    }

    Verdict verdict(long now) {
        if (now - lastEvent < interval) {
            return Verdict.WAIT;
        }
        if (unanswered >= most) {
            return Verdict.GIVE_UP;
        }
        unanswered++;
        lastEvent = now;
        return Verdict.PING;
    }

    long nanosToNext(long now) {
        return Math.max(0, lastEvent + interval - now);
    }
}
