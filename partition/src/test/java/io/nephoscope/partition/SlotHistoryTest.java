package io.nephoscope.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotHistoryTest {

    private static final Instant START = Instant.parse("2026-01-02T03:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SLOTS = 16;

    private final SlotMeter meter = new SlotMeter(SLOTS);
    private final BitSet owned = new BitSet();
    private final SlotHistory history = new SlotHistory(meter, Duration.ofMinutes(5), START, 0);
    private long millis;

    private void pass(Duration time) {
        millis += time.toMillis();
        history.advance(due -> owned, SLOTS, START.plusMillis(millis), millis * 1_000_000);
    }

    private SlotCosts costs() {
        return history.costs(SLOTS, START.plusMillis(millis));
    }

    private void poll(int slot, Duration took) {
        meter.add(slot, took, MINUTE);
    }

    @Test
    void knowsASlotAfterAWholeWindow() {
        owned.set(3, 5);
        for (int minute = 0; minute < 5; minute++) {
            poll(3, Duration.ofSeconds(6));
            pass(MINUTE);
        }
        assertThat(costs().isAnyKnown()).isFalse();
        for (int minute = 0; minute < 5; minute++) {
            poll(3, Duration.ofSeconds(6));
            pass(MINUTE);
        }

        assertThat(costs().of(3)).isCloseTo(0.1, within(1e-6));
        assertThat(costs().of(4)).isZero();
        assertThat(costs().isKnown(5)).isFalse();
    }

    @Test
    void isTheMeanOfAnHourAndForgetsWhatIsAnothersSince() {
        owned.set(3);
        owned.set(4);
        pass(Duration.ofMinutes(5));
        for (int window = 0; window < 12; window++) {
            poll(3, Duration.ofSeconds(window % 2 == 0 ? 30 : 60));
            pass(Duration.ofMinutes(5));
        }
        assertThat(costs().of(3)).isCloseTo(0.15, within(1e-6));
        owned.clear(3);
        for (int window = 0; window < 11; window++) {
            pass(Duration.ofMinutes(5));
        }
        assertThat(costs().isKnown(3)).isTrue();
        pass(Duration.ofMinutes(5));

        assertThat(costs().isKnown(3)).isFalse();
        assertThat(costs().isKnown(4)).isTrue();
    }

    @Test
    void hasWindowsInWhichEachSeriesIsPolled() {
        owned.set(3);
        meter.add(3, Duration.ofSeconds(36), Duration.ofMinutes(30));
        pass(MINUTE);
        pass(Duration.ofMinutes(28));
        pass(MINUTE);
        meter.add(3, Duration.ofSeconds(36), Duration.ofMinutes(30));
        pass(Duration.ofMinutes(29));
        assertThat(costs().isAnyKnown()).isFalse();
        pass(MINUTE);

        assertThat(costs().of(3)).isCloseTo(0.02, within(1e-6));
    }

    @Test
    void doesNotTakeAPauseForRest() {
        owned.set(3);
        pass(Duration.ofMinutes(5));
        poll(3, Duration.ofSeconds(30));
        pass(Duration.ofMinutes(5));
        pass(Duration.ofMinutes(50));

        assertThat(costs().of(3)).isCloseTo(0.1, within(1e-6));
    }

    /** Polls that fail at once cost nothing; for an hour what they cost before counts. */
    @Test
    void doesNotBelieveAtOnceThatWhatWasDearIsCheap() {
        owned.set(3);
        pass(Duration.ofMinutes(5));
        for (int window = 0; window < 12; window++) {
            poll(3, Duration.ofSeconds(30));
            pass(Duration.ofMinutes(5));
        }
        for (int window = 0; window < 12; window++) {
            pass(Duration.ofMinutes(5));
        }
        assertThat(costs().of(3)).isCloseTo(0.1, within(1e-6));
        for (int window = 0; window < 24; window++) {
            pass(Duration.ofMinutes(5));
        }

        assertThat(costs().of(3)).isLessThan(0.1);
    }

    @Test
    void beginsAnewWithAnotherNumberOfSlots() {
        owned.set(3);
        pass(Duration.ofMinutes(5));
        poll(3, Duration.ofSeconds(30));
        pass(Duration.ofMinutes(5));

        assertThat(history.costs(32, START).isAnyKnown()).isFalse();
    }

    /** What a poll begins with is shared by fewer resources where an agent has fewer: no reason to move them. */
    @Test
    void countsResourcesThatTakeNextToNothing() {
        meter.polled(Map.of("cinder", List.of("one")), Duration.ofNanos(2_000), MINUTE);
        long one = Arrays.stream(meter.take(SLOTS)).sum();
        meter.polled(Map.of("cinder", List.of("one", "two")), Duration.ofNanos(2_000), MINUTE);
        long two = Arrays.stream(meter.take(SLOTS)).sum();

        assertThat(2.0 * one / two).isBetween(1.0, 1.02);
    }

    @Test
    void spreadsAPollOverItsResources() {
        List<String> ids = IntStream.range(0, 100_000)
                .mapToObj(i -> new UUID(i * 0x9e3779b97f4a7c15L, i).toString())
                .toList();
        SlotMeter other = new SlotMeter(SLOTS);
        for (int i = 0; i < 20; i++) {
            other.polled(Map.of("cinder", ids), Duration.ofSeconds(100), MINUTE);
        }
        long begun = System.nanoTime();
        meter.polled(Map.of("cinder", ids), Duration.ofSeconds(100), MINUTE);
        System.out.printf("100,000 resources measured: %.1f ms%n", (System.nanoTime() - begun) / 1e6);

        long[] nanos = meter.take(SLOTS);
        assertThat(IntStream.range(0, SLOTS).mapToLong(slot -> nanos[slot]).sum())
                .isEqualTo(100_000_000_000L + 100_000 * SlotMeter.BESIDES.toNanos());
        assertThat(Arrays.stream(nanos)).allMatch(each -> each > 6_500_000_000L && each < 7_200_000_000L);
        assertThat(meter.take(SLOTS)).containsOnly(0);
        assertThat(meter.longest()).isEqualTo(MINUTE);
    }
}
