package io.nephoscope.benchmarks.measure;

import java.time.Duration;
import java.util.List;

/**
 * What a peer, the daemon and the guests spent on polling, in milliseconds of CPU.
 *
 * @param seconds how long that took
 */
public record Spent(double agent, double daemon, double guests, double seconds) {

    /** Those whose time is taken. */
    public record Parties(List<Long> agent, List<Long> daemon, List<Long> guests) {

        public Parties {
            agent = List.copyOf(agent);
            daemon = List.copyOf(daemon);
            guests = List.copyOf(guests);
        }

        /** Reads all clocks. */
        public Spent now() {
            return new Spent(
                    millis(ProcessClock.of(agent)),
                    millis(ProcessClock.of(daemon)),
                    millis(ProcessClock.of(guests)),
                    System.nanoTime() / 1e9);
        }

        private static double millis(Duration time) {
            return time.toNanos() / 1e6;
        }
    }

    /** What was spent from one reading to this. */
    public Spent since(Spent before) {
        return new Spent(
                agent - before.agent, daemon - before.daemon, guests - before.guests, seconds - before.seconds);
    }
}
