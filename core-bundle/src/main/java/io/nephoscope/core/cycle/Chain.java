package io.nephoscope.core.cycle;

import io.nephoscope.core.schedule.Assignment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All polls of one pollster in one cycle, one after the other, for its sources in random order. */
final class Chain {

    private final List<Assignment> assignments;
    private final Set<String> history = new HashSet<>();

    Chain(Collection<Assignment> assignments) {
        this.assignments = new ArrayList<>(assignments);
        Collections.shuffle(this.assignments);
    }

    /**
     * Polls in the caller's thread. When a poll is abandoned, the chain is over: its pollster hangs.
     *
     * @return whether all polls ended in time
     */
    boolean run(Frame frame, Runnable whenAbandoned) {
        for (Assignment assignment : assignments) {
            if (frame.cancelled().getAsBoolean()) {
                return true;
            }
            if (!new PollRun(assignment, frame).run(history, whenAbandoned)) {
                return false;
            }
        }
        return true;
    }
}
