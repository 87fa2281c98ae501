package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which guests do not answer, and since when. Tells the log once of each. Thread-safe. */
final class Roll {

    private static final Logger LOG = LoggerFactory.getLogger(Roll.class);

    private final Clock clock;
    private final Map<DomainRef, Instant> silent = new ConcurrentHashMap<>();

    Roll(Clock clock) {
        this.clock = clock;
    }

    /** A guest has not answered for so long. */
    void silent(DomainRef domain, Duration time) {
        if (silent.putIfAbsent(domain, clock.instant().minus(time)) == null) {
            LOG.warn(
                    "Guest {} ({}) does not answer; until it does it is read without its own process,"
                            + " so look whether that is stopped or waits for storage",
                    domain.name(),
                    domain.uuid());
        }
    }

    /** A guest answered, or its process is gone. */
    void answered(DomainRef domain) {
        Instant since = silent.remove(domain);
        if (since != null) {
            LOG.info(
                    "Guest {} ({}) answers again, after {} s",
                    domain.name(),
                    domain.uuid(),
                    Duration.between(since, clock.instant()).toSeconds());
        }
    }

    /** Nobody waits for a guest any more, and whether it would answer is not known. */
    void forget(DomainRef domain) {
        silent.remove(domain);
    }

    /** Forgets those that run no more. */
    void retain(Set<DomainRef> active) {
        for (DomainRef domain : List.copyOf(silent.keySet())) {
            if (domain.id() >= 0 && !active.contains(domain) && silent.remove(domain) != null) {
                LOG.info("Guest {} ({}), which did not answer, runs no more", domain.name(), domain.uuid());
            }
        }
    }

    boolean isSilent(DomainRef domain) {
        return silent.containsKey(domain);
    }

    /** Since when which guests have not answered. */
    Map<DomainRef, Instant> silent() {
        return Map.copyOf(silent);
    }
}
