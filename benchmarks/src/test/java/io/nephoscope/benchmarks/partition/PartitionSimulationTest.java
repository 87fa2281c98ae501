package io.nephoscope.benchmarks.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.benchmarks.partition.PartitionSimulation.Result;
import io.nephoscope.partition.Cadence;
import io.nephoscope.partition.coordination.PartitionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionSimulationTest {

    private static Result simulate(String... options) {
        return new PartitionSimulation(PartitionOptions.parse(options)).run(hour -> {});
    }

    @Test
    void losesAndDoublesNothingWithoutFaults() {
        Result result = simulate("--agents", "12", "--resources", "500", "--hours", "1", "--faults", "0");

        assertThat(result.polls()).isEqualTo(new SimulatedLedger.Sum(30_000, 0, 0));
        assertThat(result.moves().moved()).isZero();
        assertThat(result.load().writes()).isBetween(12 * 59L, 12 * (61L + 7L));
    }

    @Test
    void losesAndDoublesNextToNothingWithFaultsAndMovesWhatHasTo() {
        Result result =
                simulate("--agents", "12", "--resources", "500", "--hours", "1", "--faults", "20", "--slots", "512");

        System.out.print(PartitionBenchmark.report(result));
        assertThat(result.polls().expected()).isEqualTo(30_000);
        assertThat(result.polls().lost()).isLessThan(300);
        assertThat(result.polls().doubled()).isLessThan(60);
        assertThat(result.moves().moved()).isPositive();
        assertThat(result.moves().moved() / result.moves().ideal()).isBetween(0.9, 1.1);
        assertThat(result.moves().mostUneven()).isLessThan(1.1);
    }

    @Test
    void isTheSameOfOneSeed() {
        String[] options = {"--agents", "6", "--resources", "100", "--hours", "1", "--seed", "7", "--slots", "64"};

        assertThat(PartitionBenchmark.report(simulate(options)))
                .isEqualTo(PartitionBenchmark.report(simulate(options)));
    }

    /** etcd takes 128 conditions in one write: that of the assignment, and one for each member that is gone. */
    @Test
    void takesOverStepByStepFromMoreThanAnEngineTakesConditionsFor() {
        SimulatedEngine engine = new SimulatedEngine(new SimulatedTime(1));
        PartitionSettings settings = new PartitionSettings(
                1024,
                Duration.ofSeconds(15),
                Duration.ofSeconds(3),
                Duration.ofSeconds(15),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10));
        Map<String, Cadence> series = Map.of("central", new Cadence(Duration.ofSeconds(60)));
        SimulatedLedger ledger = new SimulatedLedger(settings, series, SimulatedLedger.one(settings.slots()));
        List<SimulatedAgent> agents = IntStream.range(0, 200)
                .mapToObj(i -> new SimulatedAgent("agent-%03d".formatted(i), engine, ledger, 1000))
                .toList();
        agents.forEach(SimulatedAgent::start);
        engine.time().run(Duration.ofMinutes(5));
        Instant from = engine.time().instant();

        agents.subList(20, 200).forEach(SimulatedAgent::kill);
        engine.time().run(Duration.ofMinutes(10));

        assertThat(agents.get(0).life().member().assignment().owners().members())
                .hasSize(20);
        agents.subList(20, 200).forEach(SimulatedAgent::start);
        engine.time().run(Duration.ofMinutes(5));
        SimulatedLedger.Sum sum = ledger.sum(from, engine.time().instant().minus(Duration.ofMinutes(2)));
        assertThat(sum.lost()).isZero();
        assertThat(sum.doubled()).isZero();
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        assertThatThrownBy(() -> PartitionOptions.parse("--agents")).hasMessage("--agents needs a value");
        assertThatThrownBy(() -> PartitionOptions.parse("--agents", "0")).hasMessage("0 is too small");
        assertThatThrownBy(() -> PartitionOptions.parse("--agent", "1")).hasMessage("there is no option --agent");
        assertThat(PartitionOptions.parse("--agents", "101").slots()).isEqualTo(16_384);
    }
}
