package io.nephoscope.core.publish;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is remembered of a batch in the store.
 *
 * @param due together with source and pollster its slot
 * @param samples how many it holds
 */
public record BatchKey(String source, String pollster, Instant due, int samples) {

    /** The due time that all agents have, of a slot's: what is polled late is due some microseconds later. */
    public static Instant sharedDue(Instant due) {
        return due.truncatedTo(ChronoUnit.MILLIS);
    }
}
