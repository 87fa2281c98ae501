package io.nephoscope.benchmarks.cost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Books what threads spend to stages. What a stage within a stage spends is booked to the inner one alone. */
final class Ledger {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ThreadLocal<@Nullable Span> CURRENT = new ThreadLocal<>();

    private final Map<Stage, Cost> costs = new EnumMap<>(Stage.class);

    /** What was spent on a stage. */
    record Cost(long cpuNanos, long bytes) {

        static final Cost NOTHING = new Cost(0, 0);

        Cost plus(Cost other) {
            return new Cost(cpuNanos + other.cpuNanos, bytes + other.bytes);
        }

        Cost minus(Cost other) {
            return new Cost(cpuNanos - other.cpuNanos, bytes - other.bytes);
        }
    }

    /** Begins a span of a stage in the calling thread, which must end it. */
    Span begin(Stage stage) {
        Span span = new Span(stage, CURRENT.get());
        CURRENT.set(span);
        return span;
    }

    synchronized void book(Stage stage, Cost cost) {
        costs.merge(stage, cost, Cost::plus);
    }

    synchronized Map<Stage, Cost> costs() {
        return new EnumMap<>(costs);
    }

    /** All that live threads, whose names start so, have spent in their lives. */
    static Cost ofThreads(String prefix) {
        Cost sum = Cost.NOTHING;
        for (long id : THREADS.getAllThreadIds()) {
            var thread = THREADS.getThreadInfo(id);
            if (thread != null && thread.getThreadName().startsWith(prefix)) {
                sum = sum.plus(new Cost(
                        Math.max(0, THREADS.getThreadCpuTime(id)), Math.max(0, THREADS.getThreadAllocatedBytes(id))));
            }
        }
        return sum;
    }

    private static Cost now() {
        return new Cost(THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
    }

    /** A stretch of one thread's work. */
    final class Span {

        private final Stage stage;
        private final @Nullable Span outer;
        private final Cost start = now();
        private Cost inner = Cost.NOTHING;

        private Span(Stage stage, @Nullable Span outer) {
            this.stage = stage;
            this.outer = outer;
        }

        void end() {
            Cost spent = now().minus(start);
            book(stage, spent.minus(inner));
            if (outer == null) {
                CURRENT.remove();
            } else {
                outer.inner = outer.inner.plus(spent);
                CURRENT.set(outer);
            }
        }
    }
}
