package io.nephoscope.pollsters.dynamic.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks for answers. Thread-safe. */
@FunctionalInterface
public interface Requester {

    /**
     * Asks for an answer.
     *
     * @param remaining the time that there is
     * @return the answer as a value that expressions work on
     * @throws RequestException if there is none
     * @throws InterruptedException if interrupted while waiting
     */
    @Nullable
    Object answer(Request request, Duration remaining) throws RequestException, InterruptedException;
}
