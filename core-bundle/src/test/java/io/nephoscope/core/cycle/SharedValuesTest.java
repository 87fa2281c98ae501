package io.nephoscope.core.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.cycle.SharedLoadException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SharedValuesTest {

    private final SharedValues values = new SharedValues();
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void loadsAValueOnce() throws InterruptedException {
        String first = values.get(String.class, "key", () -> "value " + loads.incrementAndGet());
        String second = values.get(String.class, "key", () -> "value " + loads.incrementAndGet());

        assertThat(first).isEqualTo("value 1").isEqualTo(second);
    }

    @Test
    void tellsValuesApartByTypeAndKey() throws InterruptedException {
        assertThat(values.get(String.class, "a", () -> "1")).isEqualTo("1");
        assertThat(values.get(String.class, "b", () -> "2")).isEqualTo("2");
        assertThat(values.get(Integer.class, "a", () -> 3)).isEqualTo(3);
    }

    @Test
    void remembersAFailure() {
        IOException down = new IOException("down");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> values.get(String.class, "key", () -> {
                        loads.incrementAndGet();
                        throw down;
                    }))
                    .isInstanceOf(SharedLoadException.class)
                    .hasCause(down);
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void letsOthersWaitForTheFirst() throws InterruptedException, ExecutionException {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> slowly(loading, go));
        loading.await();
        Thread waiting = new Thread(() -> second());
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.WAITING);

        go.countDown();
        waiting.join();

        assertThat(first.get()).isEqualTo("value");
        assertThat(loads).hasValue(1);
    }

    @Test
    void refusesALoaderThatAsksForWhatItLoads() {
        assertThatThrownBy(() -> values.get(String.class, "key", () -> values.get(String.class, "key", () -> "never")))
                .isInstanceOf(SharedLoadException.class)
                .hasMessageContaining("asks for what it loads");
    }

    @Test
    void refusesALoaderThatGivesNothing() {
        assertThatThrownBy(() -> values.get(String.class, "key", SharedValuesTest::nothing))
                .isInstanceOf(SharedLoadException.class);
    }

    @SuppressWarnings("NullAway") // What a plugin that is not checked for nulls may do.
    private static String nothing() {
        return null;
    }

    private String slowly(CountDownLatch loading, CountDownLatch go) {
        try {
            return values.get(String.class, "key", () -> {
                loads.incrementAndGet();
                loading.countDown();
                go.await();
                return "value";
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String second() {
        try {
            return values.get(String.class, "key", () -> "value " + loads.incrementAndGet());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
