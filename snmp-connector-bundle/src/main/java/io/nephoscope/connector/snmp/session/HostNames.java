package io.nephoscope.connector.snmp.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Finds the addresses of hosts. Addresses are taken as they are; names are looked up on threads of their own, {@code
 * snmp-names-N}, which may take long, and kept for a while. Thread-safe.
 */
final class HostNames implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final int THREADS = 8;
    private static final int MOST_WAITING = 100_000;
    private static final long KEPT = Duration.ofMinutes(5).toNanos();
    private static final long KEPT_FAILURE = Duration.ofSeconds(30).toNanos();

    private final Map<String, Found> known = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), this::thread);

    private record Found(CompletableFuture<Optional<InetAddress>> address, long at) {

        boolean isFresh(long now) {
            boolean failed =
                    address.isDone() && address.getNow(Optional.empty()).isEmpty();
            return now - at < (failed ? KEPT_FAILURE : KEPT);
        }
    }

    HostNames() {
        threads.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "snmp-names-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** The first address of a host; empty if there is none. */
    CompletableFuture<Optional<InetAddress>> find(String host) {
        if (ADDRESS.matcher(host).matches()) {
            return CompletableFuture.completedFuture(look(host));
        }
        long now = System.nanoTime();
        return known.compute(host, (name, before) -> before != null && before.isFresh(now) ? before : ask(name, now))
                .address();
    }

    private Found ask(String host, long now) {
        try {
            return new Found(CompletableFuture.supplyAsync(() -> look(host), threads), now);
        } catch (RejectedExecutionException e) {
            return new Found(CompletableFuture.completedFuture(Optional.empty()), now);
        }
    }

    private static Optional<InetAddress> look(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
