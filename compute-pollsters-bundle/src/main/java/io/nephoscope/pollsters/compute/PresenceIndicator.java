package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import java.time.Duration;

/**
 * A value that tells whether a guest has others. Where no guest of a host has it, what it stands for is
 * not asked for.
 *
 * @param value its name, or its column
 * @param answer what each guest has that was asked; empty if no guest needs to be asked
 * @param settling how long a guest may take to have it
 * @param retry after which it is looked for again, though nothing has changed
 */
record PresenceIndicator(String value, String answer, Duration settling, Duration retry) {

    /** A value that a domain has from the start or never, as a rule. */
    static PresenceIndicator byDefinition(String value) {
        return new PresenceIndicator(value, "", Duration.ZERO, Duration.ofHours(1));
    }

    /** A value that a guest has once its balloon driver is loaded. */
    static PresenceIndicator byDriver(String value) {
        return new PresenceIndicator(value, "balloon.rss", Duration.ofMinutes(10), Duration.ofMinutes(10));
    }

    boolean isIn(DomainStats stats) {
        return stats.number(value).isPresent() || stats.rows(value) > 0;
    }

    /** Whether nothing follows from the value's absence, because the guest did not answer. */
    boolean isOpen(DomainStats stats) {
        return !answer.isEmpty() && stats.number(answer).isEmpty();
    }
}
