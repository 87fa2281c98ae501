package io.nephoscope.connector.snmp.session;

import io.nephoscope.support.config.Key;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Gives the secret for what is written in its place. One that stands elsewhere is looked up again after a while, so that
 * the devices of one cycle read a file once, and a file that was corrected counts in the next. Thread-safe.
 */
final class Secrets implements UnaryOperator<String> {

    private static final Key<String> SECRET = Key.secret("secret");
    private static final long KEPT = Duration.ofSeconds(5).toNanos();
    private static final int MOST = 10_000;

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String secret, long readAt) {}

    /** @throws IllegalArgumentException if it is not there; its message shows nothing of what is written */
    @Override
    public String apply(String written) {
        if (!written.startsWith("file:") && !written.startsWith("env:")) {
            return SECRET.parse(written);
        }
        long now = System.nanoTime();
        Known before = known.get(written);
        if (before != null && now - before.readAt() < KEPT) {
            return before.secret();
        }
        if (known.size() > MOST) {
            known.clear();
        }
        String secret = SECRET.parse(written);
        known.put(written, new Known(secret, now));
        return secret;
    }
}
