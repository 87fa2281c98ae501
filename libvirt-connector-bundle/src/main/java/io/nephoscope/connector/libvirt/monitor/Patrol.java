package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.monitor.Suspects.Finding;
import io.nephoscope.connector.libvirt.monitor.Suspects.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Decides when a call is left to itself, and keeps the roll of those that block one. */
record Patrol(Calls calls, Suspects suspects, Roll roll) {

    /** A call that nobody seems to block is given so many times its time, and some time at least. */
    private static final int SLOWEST = 3;

    private static final Duration LEAST = Duration.ofSeconds(2);

    /**
     * Looks at a call that has had its time.
     *
     * @return whether it was left to itself
     */
    boolean abandonsIfBlocked(Call<?> call, Duration time) throws HypervisorException {
        Finding finding = suspects.examine(call);
        Duration most = time.multipliedBy(SLOWEST);
        Duration patience = most.compareTo(LEAST) < 0 ? LEAST : most;
        boolean patient = finding.verdict() == Verdict.SLOW && call.age().compareTo(patience) < 0;
        return !patient && abandon(call, finding.culprit());
    }

    /** Leaves a call to itself. If it asks one domain alone it is clear who blocks it. */
    boolean abandon(Call<?> call, Optional<DomainRef> culprit) {
        if (!calls.abandon(call)) {
            return false;
        }
        List<DomainRef> asked = call.domains();
        culprit.or(() -> asked.size() == 1 ? Optional.of(asked.get(0)) : Optional.empty())
                .ifPresent(domain -> blame(domain, call));
        return true;
    }

    /** Nobody waits any more, so it does not matter who blocks it. */
    void letGo(Call<?> call) {
        calls.abandon(call);
    }

    /** Until the call ends. */
    private void blame(DomainRef domain, Call<?> call) {
        roll.silent(domain, call.age());
        call.whenEnded(wasAnswered -> {
            if (wasAnswered) {
                roll.answered(domain);
            } else {
                roll.forget(domain);
            }
        });
    }
}
