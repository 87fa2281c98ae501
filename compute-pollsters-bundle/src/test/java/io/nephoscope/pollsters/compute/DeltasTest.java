package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.sample.Subject;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeltasTest {

    private static final Cycle MINUTE = OneCycle.each(Duration.ofMinutes(1));
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private final History<Map<String, Number>> history = new History<>(() -> 0);
    private final Deltas deltas = new Deltas("network.incoming.bytes.delta", history);

    @Test
    void areZeroAtFirst() {
        assertThat(changes(FIRST, Map.of("tap0", 100L))).isEqualTo(Map.of("tap0", 0L));
    }

    @Test
    void areWhatCameSinceThePreviousPoll() {
        changes(FIRST, Map.of("tap0", 100L, "tap1", 7L));

        assertThat(changes(FIRST, Map.of("tap0", 130L, "tap1", 7L))).isEqualTo(Map.of("tap0", 30L, "tap1", 0L));
    }

    @Test
    void areTheTotalWhereACounterBeganAnew() {
        changes(FIRST, Map.of("tap0", 100L));

        assertThat(changes(FIRST, Map.of("tap0", 40L))).isEqualTo(Map.of("tap0", 40L));
    }

    @Test
    void doNotMixDevicesOfTheSameNameInTwoInstances() {
        changes(FIRST, Map.of("tap0", 100L));
        changes(SECOND, Map.of("tap0", 5000L));

        assertThat(changes(FIRST, Map.of("tap0", 101L))).isEqualTo(Map.of("tap0", 1L));
    }

    @Test
    void doNotLoseToAPollAtAnotherInterval() {
        changes(FIRST, Map.of("tap0", 100L));
        changes(OneCycle.each(Duration.ofSeconds(5)), FIRST, Map.of("tap0", 140L));

        assertThat(changes(FIRST, Map.of("tap0", 150L))).isEqualTo(Map.of("tap0", 50L));
    }

    @Test
    void doNotLoseToADryRunOfTheirMeter() {
        changes(FIRST, Map.of("tap0", 100L));
        changes(OneCycle.dry(), FIRST, Map.of("tap0", 140L));

        assertThat(changes(FIRST, Map.of("tap0", 150L))).isEqualTo(Map.of("tap0", 50L));
        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void areTrueBeyondSixtyThreeBits() {
        BigInteger half = BigInteger.ONE.shiftLeft(63);
        changes(FIRST, Map.of("tap0", Long.MAX_VALUE, "tap1", half.add(half).subtract(BigInteger.ONE), "tap2", 0L));

        assertThat(changes(FIRST, Map.of("tap0", half, "tap1", 7L, "tap2", half)))
                .isEqualTo(Map.of("tap0", 1L, "tap1", 7L, "tap2", half));
    }

    @Test
    void beginAnewForDevicesAndInstancesThatWereAway() {
        changes(FIRST, Map.of("tap0", 100L, "tap1", 100L));
        changes(FIRST, Map.of("tap0", 100L));
        changes(SECOND, Map.of("tap0", 100L));
        history.retain(MINUTE, Set.of(FIRST));

        assertThat(changes(FIRST, Map.of("tap0", 101L, "tap1", 900L))).isEqualTo(Map.of("tap0", 1L, "tap1", 0L));
        assertThat(changes(SECOND, Map.of("tap0", 900L))).isEqualTo(Map.of("tap0", 0L));
    }

    private Map<String, Number> changes(UUID instance, Map<String, ? extends Number> totals) {
        return changes(MINUTE, instance, totals);
    }

    private Map<String, Number> changes(Cycle cycle, UUID instance, Map<String, ? extends Number> totals) {
        Map<String, Number> changes = new LinkedHashMap<>();
        Reading.Sink sink = deltas.changes(cycle, instance, (device, subject, volume) -> changes.put(device, volume));
        totals.forEach((device, total) -> sink.accept(device, Subject.of(device), total));
        return changes;
    }
}
