package io.nephoscope.faults.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is held against a verdict. */
final class SharedLimits {

    /** Of all samples of the fault's time. */
    private static final double MOST_DOUBLED = 0.005;

    private static final double MOST_LATE = 0.04;
    /** The time of a fault counts as so many slots at least: how late a kill makes what depends on when it comes. */
    private static final long SLOTS = 10;

    private static final double PERCENT = 100;

    private SharedLimits() {}

    /** Limits that were broken; none if all is well. */
    static List<String> brokenBy(SharedFault fault, SharedVerdict verdict) {
        List<String> broken = new ArrayList<>();
        boolean strict = fault.kind() == SharedFault.Kind.PLANNED || fault.kind() == SharedFault.Kind.OUTAGE;
        if (verdict.lost() > 0 && fault.kind() != SharedFault.Kind.CHAOS) {
            broken.add(verdict.lost() + " lost");
        }
        double doubled = (double) verdict.doubles().silent() / verdict.due();
        if (doubled > (strict ? 0 : MOST_DOUBLED)) {
            broken.add("%d doubled, %s".formatted(verdict.doubles().silent(), percent(doubled)));
        }
        double late =
                (double) verdict.timing().late() / verdict.due() * verdict.slots() / Math.max(SLOTS, verdict.slots());
        if (fault == SharedFault.KILLED && late > MOST_LATE) {
            broken.add("polled late: " + percent(late));
        }
        return broken;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", PERCENT * share);
    }
}
