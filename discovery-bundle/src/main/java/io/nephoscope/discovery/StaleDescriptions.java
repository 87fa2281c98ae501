package io.nephoscope.discovery;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainEvents;
import io.nephoscope.connector.libvirt.DomainWatch;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Which descriptions may be wrong by what libvirt told: those of domains that something happened to and,
 * where it was too much to be told, those of all. Not for several threads at once.
 */
final class StaleDescriptions implements AutoCloseable {

    /** Of those that may well be right, so many are read in one cycle: some 25 ms. */
    static final int MOST_AT_ONCE = 200;

    private static final int MOST_CHANGED = 10_000;

    private final DomainWatch watch;
    private final Set<UUID> changed = new HashSet<>();
    /** All that was read before may be wrong. */
    private long staleBeforeNanos;

    private int left;

    StaleDescriptions(DomainWatch watch, long nowNanos) {
        this.watch = watch;
        staleBeforeNanos = nowNanos;
    }

    /** Takes note of what happened until now. */
    void readEvents(long nowNanos) {
        DomainEvents events = watch.take();
        events.events().stream().map(DomainEvent::domain).forEach(domain -> changed.add(domain.uuid()));
        if (!events.complete() || changed.size() > MOST_CHANGED) {
            changed.clear();
            staleBeforeNanos = nowNanos;
        }
        left = MOST_AT_ONCE;
    }

    /** Whether a description that was read then is to be read again now. */
    boolean contains(UUID domain, long readAtNanos) {
        return changed.contains(domain) || (readAtNanos - staleBeforeNanos < 0 && left-- > 0);
    }

    /** All that the events told of was read again. */
    void clear() {
        changed.clear();
    }

    @Override
    public void close() {
        watch.close();
    }
}
