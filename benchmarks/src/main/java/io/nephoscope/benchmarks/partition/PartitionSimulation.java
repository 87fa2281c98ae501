package io.nephoscope.benchmarks.partition;

import io.nephoscope.partition.Cadence;
import io.nephoscope.partition.HashSlots;
import io.nephoscope.partition.coordination.PartitionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A virtual day, or less, of many agents. */
final class PartitionSimulation {

    private static final String SERIES = "central";
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    /** Until all are there, and have measured what polling costs and shared it out evenly. */
    private static final Duration SETTLING = Duration.ofMinutes(40);
    /** Longer than anything that keeps a journal from being published. */
    private static final Duration WINDOW = Duration.ofMinutes(30);

    private static final long TICK = 1000;

    private final PartitionOptions options;
    private final SimulatedTime time;
    private final SimulatedEngine engine;
    private final SimulatedLedger ledger;
    private final MoveCount moves;
    private final List<SimulatedAgent> agents;
    private final SimulatedFaults faults;

    /** What came of it. */
    record Result(
            PartitionOptions options,
            SimulatedLedger.Sum polls,
            SimulatedLedger.Lateness lateness,
            MoveCount.Sums moves,
            EngineLoad.Sums load,
            Map<SimulatedFaults.Kind, Integer> faults) {}

    PartitionSimulation(PartitionOptions options) {
        this.options = options;
        this.time = new SimulatedTime(options.seed());
        this.engine = new SimulatedEngine(time);
        PartitionSettings usual = PartitionSettings.DEFAULT;
        PartitionSettings settings = new PartitionSettings(
                options.slots(), usual.lead(), usual.settle(), usual.grace(), usual.hold(), usual.rebalance());
        int[] resources = resources(options);
        this.ledger = new SimulatedLedger(settings, Map.of(SERIES, new Cadence(INTERVAL)), resources);
        this.moves = new MoveCount(engine.reader(), resources);
        this.agents = IntStream.range(0, options.agents())
                .mapToObj(i -> new SimulatedAgent("agent-%04d".formatted(i), engine, ledger, TICK))
                .toList();
        this.faults = new SimulatedFaults(engine, agents, options.seed());
        engine.onAssignment(moves::assigned);
    }

    /** What counts is only how many lie in each slot. */
    private static int[] resources(PartitionOptions options) {
        HashSlots slots = new HashSlots(options.slots());
        int[] counts = new int[options.slots()];
        long group = HashSlots.hash(SERIES);
        for (int i = 0; i < options.resources(); i++) {
            counts[slots.slotOf(group, "resource-" + i)]++;
        }
        return counts;
    }

    /** @param progress is told how many hours are over */
    Result run(IntConsumer progress) {
        agents.forEach(SimulatedAgent::start);
        time.run(SETTLING);
        engine.load().reset();
        moves.reset();
        faults.plan(options.faults(), options.hours());
        Instant counted = time.instant();
        Instant end = counted.plus(Duration.ofHours(options.hours()));
        SimulatedLedger.Sum sum = new SimulatedLedger.Sum(0, 0, 0);
        EngineLoad.Sums load = engine.load().sums();
        for (int hour = 1; hour <= options.hours(); hour++) {
            time.run(Duration.ofHours(1));
            load = engine.load().sums();
            Instant until = time.instant().minus(WINDOW);
            sum = sum.plus(ledger.sum(counted, until));
            counted = until;
            progress.accept(hour);
        }
        time.run(WINDOW);
        sum = sum.plus(ledger.sum(counted, end));
        return new Result(options, sum, ledger.lateness(), moves.sums(), load, faults.counts());
    }
}
