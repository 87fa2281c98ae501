package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.session.Transport;
import java.time.Duration;
import java.util.Optional;

/** Finds out who blocks a call: the guest whose monitor has been in use for most of the call's time. */
record Suspects(Transport transport, Roll roll) {

    /** What is known of a call that takes too long. */
    enum Verdict {
        /** A guest hangs. */
        HANGS,
        /** All guests answer sooner or later: the machine is slow. */
        SLOW,
        /** This hypervisor does not tell. */
        UNKNOWN
    }

    /** @param culprit the guest that hangs, if that is known */
    record Finding(Verdict verdict, Optional<DomainRef> culprit) {}

    /** Whether nobody waits for a guest's answer, as far as is known. */
    boolean isIdle(DomainRef domain) throws HypervisorException {
        return transport.busyFor(domain).orElse(Duration.ZERO).isZero();
    }

    Finding examine(Call<?> call) throws HypervisorException {
        Duration enough = call.age().dividedBy(2);
        boolean tells = false;
        for (DomainRef domain : call.domains()) {
            // Whoever is on the roll is held by another call, and was passed over by this one.
            if (roll.isSilent(domain)) {
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
}
