package io.nephoscope.api.partition;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Lists that one agent makes, and the others take: what discoveries find, which all would find alike. A list belongs to
 * a due time. Whoever does not get one makes it for itself, so nothing depends on them. Thread-safe, and never throws.
 */
@ConsumerType
public interface SharedLists {

    /** What a list consists of, as far as anybody but its discovery needs to know. */
    @FunctionalInterface
    interface Content {

        /**
         * Writes it.
         *
         * @param out takes no more than may be handed over: then it throws
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Whether this agent makes a list; one of all does, as agreed now.
     *
     * @param list its name; the same on all agents
     */
    boolean isMaker(String list, Instant due);

    /**
     * Takes a list that another agent makes. Waits for it, but no longer than is of use: not for an agent that is gone,
     * nor for a list that is too large to be handed over.
     *
     * @param patience how long it waits at most; zero for a list that is there or not
     * @return empty if it is not to be had
     * @throws InterruptedException if interrupted while waiting
     */
    Optional<InputStream> take(String list, Instant due, Duration patience) throws InterruptedException;

    /** Hands over a list that this agent has made. Writes it on the caller's thread, and waits for nothing. */
    void give(String list, Instant due, Content content);

    /** Tells that a list could not be made which this agent was to make, so that nobody waits for it. */
    void decline(String list, Instant due);
}
