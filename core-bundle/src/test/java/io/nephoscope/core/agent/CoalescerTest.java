package io.nephoscope.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.fake.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescerTest {

    private final ManualTimer timer = new ManualTimer();
    private final List<Long> runs = new ArrayList<>();
    private final List<Runnable> started = new ArrayList<>();

    @Test
    void turnsABurstIntoOneAction() {
        Coalescer coalescer = new Coalescer(timer, Runnable::run, this::run);

        for (int i = 0; i < 50; i++) {
            coalescer.request();
        }
        timer.advance(Duration.ofSeconds(1));

        assertThat(runs).containsExactly(50L);
    }

    @Test
    void doesNotWaitForEverForSilence() {
        Coalescer coalescer = new Coalescer(timer, Runnable::run, this::run);

        for (int i = 0; i < 100; i++) {
            coalescer.request();
            timer.advance(Duration.ofMillis(10));
        }

        assertThat(runs).isNotEmpty();
        assertThat(runs.get(0)).isBetween(400L, 500L);
    }

    @Test
    void actsAgainForWhatWasRequestedMeanwhile() {
        Coalescer coalescer = new Coalescer(timer, started::add, this::run);
        coalescer.request();
        timer.advance(Duration.ofMillis(50));
        coalescer.request();
        timer.advance(Duration.ofSeconds(1));
        assertThat(started).hasSize(1);

        started.get(0).run();
        timer.advance(Duration.ofMillis(50));

        assertThat(started).hasSize(2);
    }

    private void run() {
        runs.add(timer.nanoTime() / 1_000_000);
    }
}
