package io.nephoscope.core.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.completeness.SlotAccount.Change;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotRingTest {

    private static final long NOW = 1_000_000;

    private final SlotRing ring = new SlotRing(100, 10);

    @Test
    void countsByWhenSlotsWereDue() {
        enter(NOW - 250, 1);
        enter(NOW - 50, 2);
        enter(NOW, 4);

        assertThat(since(NOW, NOW)).isEqualTo(4);
        assertThat(since(NOW - 100, NOW)).isEqualTo(6);
        assertThat(since(NOW - 99, NOW)).as("rounded down to a bucket").isEqualTo(6);
        assertThat(since(0, NOW)).isEqualTo(7);
    }

    @Test
    void forgetsWhatWasDueLongAgo() {
        enter(NOW - 1_000, 1);
        enter(NOW - 900, 2);

        assertThat(since(0, NOW)).isEqualTo(2);
        assertThat(since(0, NOW + 99)).isEqualTo(2);
        assertThat(since(0, NOW + 100)).isZero();
        assertThat(since(0, NOW + 1_000_000_000)).isZero();
    }

    @Test
    void spreadsSlotsOverTheBucketsInWhichTheyWereDue() {
        ring.enter(new Change(SlotState.MISSED, NOW - 990, 30, 34, NOW));

        assertThat(sum(SlotState.MISSED, NOW - 50, NOW)).isEqualTo(3 + 1);
        assertThat(sum(SlotState.MISSED, NOW - 900, NOW))
                .as("three were due before")
                .isEqualTo(34 - 3);
    }

    @Test
    void beginsAnewWhenTheClockIsSetBack() {
        enter(NOW, 1);
        enter(NOW - 500, NOW - 500, 2);

        assertThat(since(0, NOW - 500)).isEqualTo(2);
        ring.move(SlotState.PENDING, SlotState.CONFIRMED, NOW, 1, NOW);
        assertThat(sum(SlotState.CONFIRMED, 0, NOW)).as("what was forgotten").isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isNeverNegativeHoweverTheClockJumps(long seed) {
        Random random = new Random(seed);
        long now = NOW;
        for (int step = 0; step < 5_000; step++) {
            now += random.nextInt(50) == 0 ? random.nextInt(5_000) - 2_500 : random.nextInt(40);
            long due = now - random.nextInt(1_500) + 200;
            switch (random.nextInt(4)) {
                case 0 -> ring.enter(Change.at(SlotState.PENDING, due, 1 + random.nextInt(3), now));
                case 1 -> ring.move(SlotState.PENDING, SlotState.STORED, due, 1, now);
                case 2 -> ring.postpone(SlotState.STORED, due, due + random.nextInt(300), 2, now);
                default -> ring.move(SlotState.STORED, SlotState.CONFIRMED, due, 2, now);
            }
            StateCounts sum = new StateCounts();
            ring.sumSince(now - random.nextInt(1_200), now, sum);
            assertThat(SlotState.ALL).allMatch(state -> sum.of(state) >= 0);
        }
    }

    private void enter(long due, long slots) {
        enter(due, NOW, slots);
    }

    private void enter(long due, long now, long slots) {
        ring.enter(Change.at(SlotState.PENDING, due, slots, now));
    }

    private long since(long time, long now) {
        return sum(SlotState.PENDING, time, now);
    }

    private long sum(SlotState state, long time, long now) {
        StateCounts sum = new StateCounts();
        ring.sumSince(time, now, sum);
        return sum.of(state);
    }
}
