package io.nephoscope.core.cycle;

import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Timer;
import java.time.Duration;
import java.util.Set;

/**
 * One poll of one pollster for one source under its deadline. Whoever comes first concludes it: the
 * worker when it returns, or the alarm.
 */
final class PollRun {

    private final Assignment assignment;
    private final Frame frame;
    private boolean concluded;

    PollRun(Assignment assignment, Frame frame) {
        this.assignment = assignment;
        this.frame = frame;
    }

    /**
     * Polls in the caller's thread, unless an earlier poll of the same interval has not returned yet or the
     * pollster is in quarantine.
     *
     * @param history the ids that the pollster was given in this cycle
     * @param whenAbandoned called when the deadline has passed
     * @return whether the poll ended in time
     */
    boolean run(Set<String> history, Runnable whenAbandoned) {
        Occupancy.Place place = new Occupancy.Place(
                frame.context().interval(), assignment.pollster().access(), "");
        Occupancy occupancy = frame.services().occupancy();
        if (isQuarantined() || !occupancy.enter(place)) {
            return true;
        }
        Attempt attempt = new Attempt(assignment, frame);
        Timer.Alarm deadline = frame.services().timer().after(timeout(), () -> abandon(attempt, place, whenAbandoned));
        boolean inTime = false;
        try {
            attempt.make(history);
        } finally {
            inTime = conclude();
            deadline.cancel();
            occupancy.leave(place);
        }
        if (inTime) {
            // An interrupt that was meant for this poll must not reach the next one.
            boolean unused = Thread.interrupted();
            attempt.conclude();
        }
        return inTime;
    }

    private boolean isQuarantined() {
        CycleServices services = frame.services();
        return services.memory().quarantine().holds(assignment, services.timer().now());
    }

    /**
     * Whether the worker came first. If the alarm did, this waits until it has interrupted the worker, which
     * must not happen to what that does next.
     */
    private synchronized boolean conclude() {
        boolean first = !concluded;
        concluded = true;
        return first;
    }

    private synchronized void abandon(Attempt attempt, Occupancy.Place place, Runnable whenAbandoned) {
        if (conclude()) {
            frame.services().occupancy().abandon(place, assignment.pollster().name());
            try {
                attempt.abandon(timeout());
            } finally {
                whenAbandoned.run();
            }
        }
    }

    private Duration timeout() {
        return assignment.source().timing().timeout();
    }
}
