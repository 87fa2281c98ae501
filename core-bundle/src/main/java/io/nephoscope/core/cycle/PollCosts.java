package io.nephoscope.core.cycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Learns what polls of what several agents share have cost. Called from many threads, once per poll; never throws. */
@FunctionalInterface
public interface PollCosts {

    /** Nobody wants to know. */
    PollCosts NONE = (resources, took, interval) -> {};

    /**
     * A poll has ended.
     *
     * @param resources the ids of what was shared out and polled, by group; not empty
     * @param took how long the pollster was at it
     */
    void polled(Map<String, List<String>> resources, Duration took, Duration interval);
}
