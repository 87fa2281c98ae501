package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.support.text.OneLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a call is stuck and is left to itself, and which guest it is stuck in: the one whose monitor has
 * been in use for most of the call's time. Each guest that hangs is noted, and told to the log, once, until its call
 * ends. Thread-safe; asks the hypervisor under no lock.
 */
final class HangDetector {

    private static final Logger LOG = LoggerFactory.getLogger(HangDetector.class);

    /** A call that no guest seems to block is given so many times its timeout, and this time at least. */
    private static final int SLOW_FACTOR = 3;

    private static final Duration SLOW_MINIMUM = Duration.ofSeconds(2);

    /** What is known of a call that takes too long. */
    private enum Verdict {
        /** A guest hangs. */
        HANGS,
        /** All guests answer sooner or later: the machine is slow. */
        SLOW,
        /** This hypervisor does not tell. */
        UNKNOWN
    }

    /** @param guest the one that hangs, if that is known */
    private record Finding(Verdict verdict, Optional<DomainRef> guest) {}

    private final MonitorCalls calls;
    private final Transport transport;
    private final Clock clock;
    /** Since when which guests have not answered. */
    private final Map<DomainRef, Instant> unresponsive = new ConcurrentHashMap<>();

    /** @param transport the session's own, on which nothing ever waits for a guest */
    HangDetector(MonitorCalls calls, Transport transport, Clock clock) {
        this.calls = calls;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Looks at a call that has exceeded its timeout.
     *
     * @return whether it was left to itself
     */
    boolean abandonIfBlocked(MonitorCall<?> call, Duration timeout) throws HypervisorException {
        Finding finding = examine(call);
        Duration most = timeout.multipliedBy(SLOW_FACTOR);
        Duration slowTimeout = most.compareTo(SLOW_MINIMUM) < 0 ? SLOW_MINIMUM : most;
        boolean goesOn = finding.verdict() == Verdict.SLOW && call.age().compareTo(slowTimeout) < 0;
        return !goesOn && abandon(call, finding.guest());
    }

    /**
     * Leaves a call to itself. If it asks one domain alone it is clear which one blocks it.
     *
     * @return false if it has ended meanwhile
     */
    boolean abandon(MonitorCall<?> call, Optional<DomainRef> blocking) {
        if (!calls.abandon(call)) {
            return false;
        }
        List<DomainRef> asked = call.domains();
        blocking.or(() -> asked.size() == 1 ? Optional.of(asked.get(0)) : Optional.empty())
                .ifPresent(domain -> noteUntilEnd(domain, call));
        return true;
    }

    /** Leaves a call to itself that nobody waits for any more, so that it does not matter which guest blocks it. */
    void release(MonitorCall<?> call) {
        calls.abandon(call);
    }

    /** Whether a guest is known not to answer: it is held by a stuck call, and passed over by others. */
    boolean isUnresponsive(DomainRef domain) {
        return unresponsive.containsKey(domain);
    }

    /** Since when which guests have not answered. */
    Map<DomainRef, Instant> unresponsive() {
        return Map.copyOf(unresponsive);
    }

    /** Whether nobody waits for a guest's answer, as far as is known. */
    boolean isIdle(DomainRef domain) throws HypervisorException {
        return transport.busyFor(domain).orElse(Duration.ZERO).isZero();
    }

    /** Forgets those that run no more. */
    void retain(Set<DomainRef> active) {
        for (DomainRef domain : List.copyOf(unresponsive.keySet())) {
            if (domain.id() >= 0 && !active.contains(domain) && unresponsive.remove(domain) != null) {
                LOG.info("Guest {} ({}), which did not answer, runs no more", OneLine.of(domain.name()), domain.uuid());
            }
        }
    }

    private Finding examine(MonitorCall<?> call) throws HypervisorException {
        Duration enough = call.age().dividedBy(2);
        boolean tells = false;
        for (DomainRef domain : call.domains()) {
            // Such a guest is held by another call, and was passed over by this one.
            if (isUnresponsive(domain)) {
                continue;
            }
            Optional<Duration> busy = transport.busyFor(domain);
            if (busy.isPresent() && busy.get().compareTo(enough) >= 0) {
                return new Finding(Verdict.HANGS, Optional.of(domain));
            }
            tells |= busy.isPresent();
        }
        return new Finding(tells ? Verdict.SLOW : Verdict.UNKNOWN, Optional.empty());
    }

    private void noteUntilEnd(DomainRef domain, MonitorCall<?> call) {
        if (unresponsive.putIfAbsent(domain, clock.instant().minus(call.age())) == null) {
            LOG.warn(
                    "Guest {} ({}) does not answer; until it does it is read without its own process,"
                            + " so look whether that is stopped or waits for storage",
                    OneLine.of(domain.name()),
                    domain.uuid());
        }
        call.whenEnded(wasAnswered -> {
            Instant since = unresponsive.remove(domain);
            // After a failure nobody waits for the guest any more, and whether it would answer is not known.
            if (wasAnswered && since != null) {
                LOG.info(
                        "Guest {} ({}) answers again, after {} s",
                        OneLine.of(domain.name()),
                        domain.uuid(),
                        Duration.between(since, clock.instant()).toSeconds());
            }
        });
    }
}
