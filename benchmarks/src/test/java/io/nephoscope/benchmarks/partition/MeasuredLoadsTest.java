package io.nephoscope.benchmarks.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.partition.Cadence;
import io.nephoscope.partition.HashSlots;
import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.coordination.PartitionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten members under a virtual clock, which measure what polling costs and share that out evenly. */
class MeasuredLoadsTest {

    private static final PartitionSettings SETTINGS = PartitionSettings.DEFAULT;
    private static final Map<String, Cadence> SERIES = Map.of("cloud", new Cadence(Duration.ofSeconds(60)));

    private static final class Bench {

        private final int[] costs;
        private final SimulatedTime time = new SimulatedTime(3);
        private final SimulatedEngine engine = new SimulatedEngine(time);
        private final SimulatedLedger ledger;
        private final List<SimulatedAgent> agents;

        Bench(int... costs) {
            this.costs = costs;
            ledger = new SimulatedLedger(SETTINGS, SERIES, costs);
            agents = IntStream.range(0, 11)
                    .mapToObj(i -> new SimulatedAgent("agent-%02d".formatted(i), engine, ledger, 1000))
                    .toList();
            agents.subList(0, 10).forEach(SimulatedAgent::start);
        }

        void run(int minutes) {
            time.run(Duration.ofMinutes(minutes));
        }

        SlotAssignment assignment() {
            return agents.get(0).life().member().assignment();
        }

        /** Of what is in one slot no agent can have less, beside the mean. */
        double heaviest() {
            return Arrays.stream(costs).max().orElseThrow()
                    * 10.0
                    / Arrays.stream(costs).sum();
        }

        double fullest() {
            List<Member> members = assignment().owners().members();
            long most = members.stream()
                    .mapToLong(member -> assignment().owners().slotsOf(member.id()).stream()
                            .mapToLong(slot -> costs[slot])
                            .sum())
                    .max()
                    .orElseThrow();
            return most * (double) members.size() / Arrays.stream(costs).sum();
        }
    }

    /** Milliseconds by slot. */
    private static int[] costs(int resources, boolean skewed, long seed) {
        Random random = new Random(seed);
        HashSlots slots = new HashSlots(SETTINGS.slots());
        int[] costs = new int[slots.count()];
        for (int i = 0; i < resources; i++) {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            // Pareto's: a fifth of all costs four fifths.
            double cost = skewed ? 10 / Math.pow(1 - random.nextDouble(), 1 / 1.16) : 100;
            costs[slots.slotOf("cloud", id)] += (int) Math.min(1_000, cost);
        }
        return costs;
    }

    @ParameterizedTest
    @CsvSource({"200, false, 1", "200, false, 2", "200, true, 1", "1000, true, 1", "20000, false, 1", "20000, true, 1"})
    void shareOutEvenlyWhatPollingCosts(int resources, boolean skewed, long seed) {
        Bench bench = new Bench(costs(resources, skewed, seed));
        bench.run(2);
        Instant counted = bench.time.instant();
        double before = bench.fullest();
        bench.run(38);
        double after = bench.fullest();
        SlotAssignment level = bench.assignment();
        bench.run(120);

        System.out.printf(
                Locale.ROOT,
                "%,d resources of %s cost, 10 agents: fullest %.3f by slots, %.3f as measured; generation %d%n",
                resources,
                skewed ? "unequal" : "equal",
                before,
                after,
                level.generation());
        assertThat(after).isLessThan(Math.max(1.05, bench.heaviest() + 0.03));
        assertThat(bench.assignment()).as("of what is even, nothing moves").isEqualTo(level);
        SimulatedLedger.Sum sum = bench.ledger.sum(counted, bench.time.instant().minusSeconds(120));
        assertThat(sum.lost()).isZero();
        assertThat(sum.doubled()).isZero();
    }

    @Test
    void giveANewcomerItsShareOfTheCostAndTakeItBackWhenItLeaves() {
        Bench bench = new Bench(costs(1000, true, 4));
        bench.run(60);
        SlotAssignment ten = bench.assignment();
        bench.agents.get(10).start();
        bench.run(3);
        SlotAssignment eleven = bench.assignment();

        long sum = Arrays.stream(bench.costs).asLongStream().sum();
        long moved = IntStream.range(0, bench.costs.length)
                .filter(slot ->
                        !ten.owners().ownerOf(slot).equals(eleven.owners().ownerOf(slot)))
                .mapToLong(slot -> bench.costs[slot])
                .sum();
        assertThat(eleven.owners().members()).hasSize(11);
        assertThat(moved / (sum / 11.0)).isBetween(0.95, 1.03);
        assertThat(bench.fullest()).isLessThan(1.06);

        bench.agents.get(10).stop();
        bench.run(3);

        assertThat(bench.assignment().owners().members()).hasSize(10);
        assertThat(eleven.owners().movesTo(bench.assignment().owners()))
                .isEqualTo(eleven.owners().slotsOf("agent-10").cardinality());
        assertThat(bench.fullest()).isLessThan(1.06);
    }

    /** What was measured lies in the engine: who is new to decide finds it there. */
    @Test
    void keepWhatIsEvenWhenAllAreRestarted() {
        Bench bench = new Bench(costs(200, true, 5));
        bench.run(60);
        SlotAssignment before = bench.assignment();
        for (SimulatedAgent agent : bench.agents.subList(0, 10)) {
            agent.kill();
            bench.time.run(Duration.ofSeconds(5));
            agent.start();
            bench.time.run(Duration.ofSeconds(20));
        }
        bench.run(60);

        assertThat(bench.assignment()).isEqualTo(before);
    }
}
