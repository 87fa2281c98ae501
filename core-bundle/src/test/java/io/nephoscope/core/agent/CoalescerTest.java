package io.nephoscope.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.core.fake.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @Test
    void runsAgainAfterOneThatThrewAndTellsWhyItFailsMeanwhile() {
        List<Runnable> failures = new ArrayList<>(List.of(
                () -> {
                    throw new IllegalStateException("no luck");
                },
                () -> {
                    throw new NoClassDefFoundError("gone/Away");
                }));
        Coalescer coalescer = new Coalescer(timer, Runnable::run, () -> {
            run();
            if (!failures.isEmpty()) {
                failures.remove(0).run();
            }
        });
        coalescer.request();

        timer.advance(Duration.ofMillis(50));
        assertThat(coalescer.failure()).isEqualTo("java.lang.IllegalStateException: no luck");
        timer.advance(Duration.ofMillis(1_100));
        assertThat(coalescer.failure()).isEqualTo("java.lang.NoClassDefFoundError: gone/Away");
        timer.advance(Duration.ofMinutes(1));

        assertThat(coalescer.failure()).isEmpty();
        assertThat(runs).hasSize(3);
        coalescer.request();
        timer.advance(Duration.ofMillis(50));
        assertThat(runs).hasSize(4);
    }

    @Test
    void runsAgainAfterNoThreadCouldBeHad() {
        List<RuntimeException> refusals = new ArrayList<>(List.of(new RejectedExecutionException("512 are busy")));
        Executor scarce = task -> {
            if (!refusals.isEmpty()) {
                throw refusals.remove(0);
            }
            task.run();
        };
        Coalescer coalescer = new Coalescer(timer, scarce, this::run);
        coalescer.request();

        timer.advance(Duration.ofMillis(50));
        assertThat(coalescer.failure()).contains("512 are busy");
        timer.advance(Duration.ofMinutes(1));

        assertThat(coalescer.failure()).isEmpty();
        assertThat(runs).hasSize(1);
    }

    @Test
    void staysUsableWhenTheHeapIsFullDuringARun() {
        AtomicBoolean isFull = new AtomicBoolean(true);
        Coalescer coalescer = new Coalescer(timer, Runnable::run, () -> {
            if (isFull.get()) {
                throw new OutOfMemoryError("as a test has it");
            }
            run();
        });
        coalescer.request();
        assertThatThrownBy(() -> timer.advance(Duration.ofMillis(50))).isInstanceOf(OutOfMemoryError.class);

        isFull.set(false);
        coalescer.request();
        timer.advance(Duration.ofMillis(50));

        assertThat(runs).hasSize(1);
    }

    private void run() {
        runs.add(timer.nanoTime() / 1_000_000);
    }
}
