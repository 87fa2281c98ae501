package io.nephoscope.benchmarks.partition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Prints what becomes of polls when many agents share them out and all kinds of things happen to them. */
public final class PartitionBenchmark {

    private static final double NANOS = 1e9;
    private static final double PERCENT = 100;
    private static final double KILO = 1000;

    private PartitionBenchmark() {}

    public static void main(String... arguments) {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.print(PartitionOptions.USAGE);
            return;
        }
        PartitionOptions options;
        try {
            options = PartitionOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("partition: " + e.getMessage());
            System.err.print(PartitionOptions.USAGE);
            System.exit(2);
            return;
        }
        long begun = System.nanoTime();
        PartitionSimulation.Result result = new PartitionSimulation(options)
                .run(hour -> System.err.printf("%d h after %.0f s%n", hour, since(begun)));
        System.out.print(report(result));
        System.out.printf(Locale.ROOT, "simulated in %.0f s%n", since(begun));
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / NANOS;
    }

    /** Nothing in it depends on this machine. */
    static String report(PartitionSimulation.Result result) {
        PartitionOptions options = result.options();
        SimulatedLedger.Sum polls = result.polls();
        SimulatedLedger.Lateness late = result.lateness();
        StringBuilder text = new StringBuilder();
        add(
                text,
                "%,d agents, %,d resources each 60 s, %,d slots, %d h, seed %d%n",
                options.agents(),
                options.resources(),
                options.slots(),
                options.hours(),
                options.seed());
        add(text, "faults     %s%n", faults(result.faults()));
        add(text, "polls      %,d%n", polls.expected());
        add(text, "lost       %,d (%.4f %%)%n", polls.lost(), part(polls.lost(), polls.expected()));
        add(text, "doubled    %,d (%.4f %%)%n", polls.doubled(), part(polls.doubled(), polls.expected()));
        add(
                text,
                "late       %,d (%.4f %%) by more than 5 s, %,d of them by an interval; at most %d s%n",
                late.late(),
                part(late.late(), polls.expected()),
                late.missed(),
                late.longest().toSeconds());
        addMoves(text, result.moves());
        addLoad(text, result.load(), options.hours() * 3600);
        return text.toString();
    }

    private static void addMoves(StringBuilder text, MoveCount.Sums moves) {
        add(
                text,
                "moves      %,d resources in %,d assignments; ideal %,.0f; the fullest at worst %.2f times the mean%n",
                moves.moved(),
                moves.assignments(),
                moves.ideal(),
                moves.mostUneven());
    }

    private static void addLoad(StringBuilder text, EngineLoad.Sums load, int seconds) {
        add(
                text,
                "engine     %.1f writes/s (most in a second %,d; %,d refused), %.1f kB/s; largest record %.0f kB%n",
                (double) load.writes() / seconds,
                load.busiestSecond(),
                load.conflicts(),
                load.writtenBytes() / KILO / seconds,
                load.largest() / KILO);
        add(
                text,
                "           %.2f records read/s, %.1f changes told/s, %.1f kB/s; %.0f signs of life/s%n",
                (double) load.reads() / seconds,
                (double) load.events() / seconds,
                load.toldBytes() / KILO / seconds,
                (double) load.signs() / seconds);
    }

    private static String faults(Map<SimulatedFaults.Kind, Integer> counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach((kind, count) -> add(
                text,
                "%s%d %s",
                text.length() == 0 ? "" : ", ",
                count,
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        return text.length() == 0 ? "none" : text.toString();
    }

    private static double part(long some, long all) {
        return PERCENT * some / Math.max(1, all);
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
