package io.nephoscope.core.completeness;

import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.source;

import io.nephoscope.core.fake.ManualTimer;
import io.nephoscope.core.publish.BatchEnd;
import io.nephoscope.core.publish.BatchKey;
import io.nephoscope.core.schedule.Assignment;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Measures what the account costs: in time for each slot of one batch and for reports, and in memory. Arguments: the
 * number of series, 10,000 unless given.
 */
public final class CompletenessBenchmark {

    private static final int ROUNDS = 60;
    private static final int REPORTS = 30;
    private static final int SAMPLES = 50;

    private CompletenessBenchmark() {}

    public static void main(String[] args) {
        int count = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
        List<Assignment> series = IntStream.range(0, count)
                .mapToObj(i -> new Assignment(source("source-" + i / 50, 60, "*"), pollster("meter." + i % 50)))
                .toList();
        long before = used();
        LedgerBench bench = new LedgerBench(new ManualTimer(), EarlierLife.NONE);
        for (int round = 0; round < ROUNDS; round++) {
            long started = cpu();
            series.forEach(assignment -> poll(bench, assignment));
            if (round % 10 == 9) {
                System.out.printf("%,d series: %,d ns for each slot%n", count, (cpu() - started) / count);
            }
            bench.timer.advance(Duration.ofMinutes(1));
        }
        report("report since the start", () -> bench.ledger.report(Optional.empty()));
        Instant anHourAgo = bench.timer.now().minus(Duration.ofMinutes(50));
        report("report of the last hour", () -> bench.ledger.report(Optional.of(anHourAgo)));
        report("summary", bench.ledger::summary);
        System.out.printf("memory: %,d KiB%n", (used() - before) >> 10);
        System.out.println("closes: " + bench.report().closes);
    }

    private static void poll(LedgerBench bench, Assignment assignment) {
        Instant due = bench.due(assignment);
        BatchKey key = LedgerBench.key(assignment, due, SAMPLES);
        bench.ledger.stored(key);
        bench.concluded(assignment, due, LedgerBench.polled(SAMPLES));
        bench.ledger.ended(key, BatchEnd.CONFIRMED);
    }

    private static void report(String what, Supplier<?> report) {
        long fastest = Long.MAX_VALUE;
        long total = 0;
        for (int round = 0; round < REPORTS; round++) {
            long started = cpu();
            Object unused = report.get();
            long nanos = cpu() - started;
            fastest = Math.min(fastest, nanos);
            total += nanos;
        }
        System.out.printf("%s: %,d µs, at best %,d µs%n", what, total / REPORTS / 1_000, fastest / 1_000);
    }

    /** Of this thread, so that a busy machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
