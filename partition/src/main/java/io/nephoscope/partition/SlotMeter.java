package io.nephoscope.partition;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Adds up how long polls take, by hash slot. Thread-safe; nobody waits. */
public final class SlotMeter {

    /**
     * What a resource costs each time besides its part of the poll: its samples are encoded, written and sent. It also keeps
     * polls that take next to nothing from being compared by what each begins with, which is shared by fewer resources where
     * an agent has fewer.
     */
    static final Duration BESIDES = Duration.ofNanos(100_000);

    private final AtomicLong longestMillis = new AtomicLong();
    private volatile Sums sums;

    private record Sums(HashSlots slots, AtomicLongArray nanos) {

        static Sums of(int slots) {
            return new Sums(new HashSlots(slots), new AtomicLongArray(slots));
        }
    }

    public SlotMeter(int slots) {
        sums = Sums.of(slots);
    }

    /**
     * A poll has ended; see {@link io.nephoscope.api.partition.Partitioner}.
     *
     * @param resources the ids, by group
     */
    public void polled(Map<String, ? extends Collection<String>> resources, Duration took, Duration interval) {
        Sums now = sums;
        long count = resources.values().stream().mapToLong(Collection::size).sum();
        if (count == 0) {
            return;
        }
        long each = Math.max(0, took.toNanos()) / count + BESIDES.toNanos();
        resources.forEach((group, ids) -> {
            long hash = HashSlots.hash(group);
            for (String id : ids) {
                now.nanos().addAndGet(now.slots().slotOf(hash, id), each);
            }
        });
        longestMillis.accumulateAndGet(interval.toMillis(), Math::max);
    }

    /** What was polled of one slot took so long. */
    public void add(int slot, Duration took, Duration interval) {
        Sums now = sums;
        if (slot < now.slots().count()) {
            now.nanos().addAndGet(slot, took.toNanos());
        }
        longestMillis.accumulateAndGet(interval.toMillis(), Math::max);
    }

    /** The longest interval that something was polled at. */
    Duration longest() {
        return Duration.ofMillis(longestMillis.get());
    }

    /** All since the last call, in nanoseconds by slot; from now on there are so many slots. */
    long[] take(int slots) {
        Sums last = sums;
        if (last.slots().count() != slots) {
            sums = Sums.of(slots);
            return new long[slots];
        }
        long[] taken = new long[slots];
        for (int slot = 0; slot < slots; slot++) {
            taken[slot] = last.nanos().getAndSet(slot, 0);
        }
        return taken;
    }
}
