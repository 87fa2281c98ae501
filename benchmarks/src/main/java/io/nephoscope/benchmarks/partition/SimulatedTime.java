package io.nephoscope.benchmarks.partition;

import io.nephoscope.partition.coordination.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;

/** A virtual clock and what is to happen when: of one seed always the same. */
final class SimulatedTime {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Random random;
    private long now;
    private long sequence;

    private record Task(long at, long sequence, Runnable run) implements Comparable<Task> {

        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    SimulatedTime(long seed) {
        this.random = new Random(seed);
    }

    long millis() {
        return now;
    }

    Instant instant() {
        return START.plusMillis(now);
    }

    Random random() {
        return random;
    }

    void after(long millis, Runnable run) {
        tasks.add(new Task(now + Math.max(0, millis), sequence++, run));
    }

    void run(Duration duration) {
        long end = now + duration.toMillis();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task task = tasks.poll();
            now = task.at();
            task.run().run();
        }
        now = end;
    }

    /** The clocks of a machine whose wall's clock is wrong by so much. */
    Time withSkew(long millis) {
        return new Time() {
            @Override
            public Instant now() {
                return START.plusMillis(now + millis);
            }

            @Override
            public long nanoTime() {
                return now * 1_000_000;
            }
        };
    }
}
