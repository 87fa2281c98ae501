package io.nephoscope.faults.partition;

import java.time.Duration;
import java.util.List;

/**
 * What one fault cost.
 *
 * @param ideal how many resources had to move
 * @param took until all had come
 * @param problems limits that were broken; none if all is well
 */
record SharedRow(
        SharedFault fault, Heading heading, SharedVerdict verdict, long ideal, Duration took, List<String> problems) {

    /** To whom it was done, and what it can be repeated with. */
    record Heading(String peer, ServerKind engine, long seed) {}

    SharedRow {
        problems = List.copyOf(problems);
    }
}
