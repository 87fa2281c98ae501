package io.nephoscope.connector.openstack.lookup;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.support.http.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Remembers for a while what a service told of things by their keys, that it has none among it, and asks for what is
 * not remembered by as few requests as can be: one list where many are to be asked for, else each alone. One thread asks
 * at a time, so nothing is asked for twice; others wait for it, within their own bounds. What is bounded is how much is
 * remembered, and how many are asked for alone in one call: the rest comes with the next. Thread-safe.
 */
public final class CachedLookup<K, V> {

    /** So many are asked for alone, however short the list may be. */
    private static final int FEW = 3;
    /** One request more costs as much as so many entries of a list. */
    private static final int ENTRIES_PER_REQUEST = 50;
    /** So many are asked for alone in one call. */
    static final int MOST_ALONE = 20;

    private final int most;
    private final long lifeNanos;
    private final LongSupplier nanoTime;
    private final ReentrantLock turn = new ReentrantLock(true);
    /** How long the last list was, and when it was read or found to be of no use. Guarded by the turn. */
    private int listed;

    private long listedAt;

    /** In the order of use, so that what nobody asks for goes first. Guarded by this. */
    private final Map<K, Remembered<V>> remembered = new LinkedHashMap<>(16, 0.75f, true);

    /** What was told of one thing; empty if it is not there. */
    private record Remembered<V>(Optional<V> value, long at) {}

    /**
     * A look-up that remembers nothing yet.
     *
     * @param most how much it remembers
     * @param life for how long that counts
     */
    public CachedLookup(int most, Duration life, LongSupplier nanoTime) {
        this.most = most;
        this.lifeNanos = life.toNanos();
        this.nanoTime = nanoTime;
        this.listedAt = nanoTime.getAsLong() - lifeNanos;
    }

    /**
     * Tells what there is, and asks for what it does not remember.
     *
     * @throws CloudException if not all could be asked for; what was told until then is remembered
     */
    public Map<K, V> of(Collection<K> keys, LookupSource<K, V> source, Duration remaining)
            throws CloudException, InterruptedException {
        if (!due(keys).isEmpty()) {
            Deadline deadline = Deadline.in(remaining);
            if (!turn.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw new CloudException(Kind.TIMEOUT, "an earlier look-up has not been answered in time");
            }
            try {
                ask(keys, source, deadline);
            } finally {
                turn.unlock();
            }
        }
        return known(keys);
    }

    /** What is remembered, however long ago it was told. Asks nobody. */
    public synchronized Map<K, V> known(Collection<K> keys) {
        Map<K, V> known = new HashMap<>();
        for (K key : keys) {
            Remembered<V> entry = remembered.get(key);
            if (entry != null) {
                entry.value().ifPresent(value -> known.put(key, value));
            }
        }
        return known;
    }

    /** What of it must be asked for. */
    public synchronized List<K> due(Collection<K> keys) {
        long now = nanoTime.getAsLong();
        List<K> due = new ArrayList<>();
        for (K key : keys) {
            Remembered<V> entry = remembered.get(key);
            if (entry == null || now - entry.at() >= lifeNanos) {
                due.add(key);
            }
        }
        return due;
    }

    private void ask(Collection<K> keys, LookupSource<K, V> source, Deadline deadline)
            throws CloudException, InterruptedException {
        List<K> due = due(keys);
        if (!due.isEmpty() && (source.isListedOnly() || isWorthAList(due.size()))) {
            readList(source, deadline);
            due = due(keys);
        }
        if (source.isListedOnly()) {
            due.forEach(key -> remember(key, Optional.empty(), nanoTime.getAsLong()));
            return;
        }
        for (K key : due.subList(0, Math.min(due.size(), MOST_ALONE))) {
            remember(key, source.get(key, left(deadline)), nanoTime.getAsLong());
        }
    }

    /** The list may lack what is asked for, so it is read once in each life of what it told. */
    private boolean isWorthAList(int due) {
        return due > Math.max(FEW, listed / ENTRIES_PER_REQUEST) && nanoTime.getAsLong() - listedAt >= lifeNanos;
    }

    private void readList(LookupSource<K, V> source, Deadline deadline) throws CloudException, InterruptedException {
        long now = nanoTime.getAsLong();
        int[] count = {0};
        try {
            source.list(
                    (key, value) -> {
                        count[0]++;
                        remember(key, Optional.of(value), now);
                    },
                    left(deadline));
        } catch (CloudException e) {
            if (e.kind() == Kind.TIMEOUT) {
                // Each alone may still be had, so the list is not tried again soon.
                listedAt = now;
            }
            if (e.kind() != Kind.FORBIDDEN || source.isListedOnly()) {
                throw e;
            }
        }
        listedAt = now;
        listed = count[0];
    }

    private static Duration left(Deadline deadline) {
        return Duration.ofNanos(deadline.remainingNanos());
    }

    private synchronized void remember(K key, Optional<V> value, long at) {
        remembered.put(key, new Remembered<>(value, at));
        Iterator<K> eldest = remembered.keySet().iterator();
        while (remembered.size() > most && eldest.hasNext()) {
            eldest.next();
            eldest.remove();
        }
    }
}
