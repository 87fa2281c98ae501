package io.nephoscope.core.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingSlotsTest {

    private final WaitingSlots waiting = new WaitingSlots();

    @Test
    void mergesNoneOfFew() {
        IntStream.range(0, 10).forEach(slot -> waiting.add(slot, 1, false));

        waiting.merge((key, keyFromNowOn, slots) -> {});

        assertThat(waiting.size()).isEqualTo(10);
    }

    @Test
    void mergesTheOlderHalf() {
        List<String> told = new ArrayList<>();
        IntStream.range(0, 20).forEach(slot -> waiting.add(slot, 1, false));

        waiting.merge((key, keyFromNowOn, slots) -> told.add(key + " " + keyFromNowOn + " " + slots));

        assertThat(told).containsExactly("0 1 1", "2 3 1", "4 5 1", "6 7 1", "8 9 1");
        assertThat(waiting.size()).isEqualTo(15);
        assertThat(waiting.slots()).isEqualTo(20);
        assertThat(waiting.find(0)).isSameAs(waiting.find(1));
        assertThat(waiting.find(10)).isNotSameAs(waiting.find(11));
    }

    @Test
    void findsNothingBetweenSlots() {
        waiting.add(10, 1, false);
        waiting.add(20, 1, false);

        assertThat(waiting.find(15)).isNull();
        assertThat(waiting.find(5)).isNull();
        assertThat(waiting.find(25)).isNull();
    }

    /** However often and when slots are merged: each batch ends, and then no slot is left, nor one too many. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void losesNoSlotByMerging(long seed) {
        Random random = new Random(seed);
        List<Long> batches = new ArrayList<>();
        int slots = 500;
        for (long slot = 0; slot < slots; slot++) {
            int count = 1 + random.nextInt(3);
            waiting.add(slot, count, false);
            batches.addAll(Collections.nCopies(count, slot));
            if (random.nextInt(10) == 0) {
                waiting.merge((key, keyFromNowOn, merged) -> {});
            }
        }
        Collections.shuffle(batches, random);
        int confirmed = 0;
        for (long batch : batches) {
            confirmed += waiting.batchConfirmed(Objects.requireNonNull(waiting.find(batch)));
            assertThat(waiting.slots()).isEqualTo(slots - confirmed);
            if (random.nextInt(10) == 0) {
                waiting.merge((key, keyFromNowOn, merged) -> {});
            }
        }

        assertThat(confirmed).isEqualTo(slots);
        assertThat(waiting.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void losesNoSlotByMergingWhereBatchesAreLost(long seed) {
        Random random = new Random(seed);
        List<Long> batches = new ArrayList<>();
        for (long slot = 0; slot < 300; slot++) {
            int count = 1 + random.nextInt(2);
            waiting.add(slot, count, false);
            batches.addAll(Collections.nCopies(count, slot));
        }
        waiting.merge((key, keyFromNowOn, merged) -> {});
        waiting.merge((key, keyFromNowOn, merged) -> {});
        Collections.shuffle(batches, random);

        for (long batch : batches) {
            WaitingSlots.Entry entry = waiting.find(batch);
            if (entry != null && random.nextInt(5) == 0) {
                waiting.batchLost(entry);
            } else if (entry != null) {
                waiting.batchConfirmed(entry);
            }
        }

        assertThat(waiting.slots()).isZero();
    }
}
