package io.nephoscope.benchmarks.measure;

import com.sun.jna.Native;
import java.time.Duration;
import java.util.Collection;

/**
 * The CPU time that processes used, in nanoseconds, threads that ended included. The files below
 * {@code /proc} tell either ticks of 10 ms, or nanoseconds of living threads alone.
 */
public final class ProcessClock {

    private static final int SCHEDULED = 2;
    private static final long NANOS = 1_000_000_000;

    static {
        Native.register(ProcessClock.class, "c");
    }

    private ProcessClock() {}

    /** The sum over the processes; those that are gone count nothing. */
    public static Duration of(Collection<Long> processes) {
        return Duration.ofNanos(
                processes.stream().mapToLong(ProcessClock::nanosOf).sum());
    }

    private static long nanosOf(long process) {
        long[] time = new long[2];
        return clock_gettime(clockOf(process), time) == 0 ? time[0] * NANOS + time[1] : 0;
    }

    /** The number of a process's clock, as in the kernel's MAKE_PROCESS_CPUCLOCK. */
    private static int clockOf(long process) {
        return (int) ((~process << 3) | SCHEDULED);
    }

    private static native int clock_gettime(int clock, long[] time);
}
