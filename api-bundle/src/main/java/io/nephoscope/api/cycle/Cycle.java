package io.nephoscope.api.cycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One tick of one interval: all discoveries and pollsters that run together, and what they share.
 * Thread-safe. Not to be kept beyond the call that it was handed to.
 */
@ProviderType
public interface Cycle {

    /** When the cycle began. */
    Instant startedAt();

    /** The time from the start of one cycle to the start of the next. */
    Duration interval();

    /**
     * Names the series of consecutive cycles that this one belongs to: equal for all published cycles of one
     * interval, another one for each dry run and each trial. Whoever keeps something from one cycle for the
     * next, such as the volumes of which a delta is made, keeps it by this name and by nothing else, so that
     * a dry run never moves what the published cycles count from. A series that is not {@link
     * CycleMode#REGULAR} has one cycle only: keep nothing for it.
     */
    String series();

    /** What becomes of the samples of this cycle. */
    CycleMode mode();

    /**
     * The names of all pollsters that this cycle may call, so that what they have in common can be
     * read once, and no more than they need.
     */
    Set<String> pollsters();

    /**
     * Gives a value that is loaded once per cycle. The first caller loads it, in its own thread;
     * others that ask meanwhile wait for it, also those of another cycle of the same series that has begun
     * meanwhile. A failure is remembered as a value would be: nobody tries again in this cycle. Loaders may
     * ask for other shared values. Neither loading nor waiting keeps other pollsters of the cycle from being
     * called.
     *
     * @param type the value's type and, with {@code key}, its identity; plugins that want to share a value
     *     name the same class, a type of Java's own is told apart by the bundle that asks
     * @param key tells values of one type apart
     * @param loader reads the value; may block, within the deadline of the poll that calls it
     * @throws SharedLoadException if the loader failed, for each caller; the cause is the loader's
     * @throws InterruptedException if interrupted while waiting
     */
    <T> T shared(Class<T> type, String key, Callable<? extends T> loader) throws InterruptedException;
}
