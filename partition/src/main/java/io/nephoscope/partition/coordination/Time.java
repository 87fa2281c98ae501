package io.nephoscope.partition.coordination;

import java.time.Instant;

/** The clocks that a member goes by, so that tests and simulations can have their own. */
public interface Time {

    /** The wall's clock, which all members share but for what theirs differ. */
    Instant now();

    /** The monotonic clock, which goes on while the process is paused. */
    long nanoTime();
}
