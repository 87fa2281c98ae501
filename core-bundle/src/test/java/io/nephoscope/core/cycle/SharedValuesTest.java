package io.nephoscope.core.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.cycle.SharedLoadException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SharedValuesTest {

    private final SharedValues.InFlight inFlight = new SharedValues.InFlight();
    private final SharedValues values = new SharedValues("60s", Set.of("p"), inFlight, SharedValues.Places.NONE);
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void loadsAValueOnce() throws InterruptedException {
        String first = values.get(key(String.class, "key"), String.class, () -> "value " + loads.incrementAndGet());
        String second = values.get(key(String.class, "key"), String.class, () -> "value " + loads.incrementAndGet());

        assertThat(first).isEqualTo("value 1").isEqualTo(second);
    }

    @Test
    void tellsValuesApartByTypeAndKey() throws InterruptedException {
        assertThat(values.get(key(String.class, "a"), String.class, () -> "1")).isEqualTo("1");
        assertThat(values.get(key(String.class, "b"), String.class, () -> "2")).isEqualTo("2");
        assertThat(values.get(key(Integer.class, "a"), Integer.class, () -> 3)).isEqualTo(3);
    }

    @Test
    void remembersAFailure() {
        IOException down = new IOException("down");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> values.get(key(String.class, "key"), String.class, () -> {
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
        assertThatThrownBy(() -> values.get(
                        key(String.class, "key"),
                        String.class,
                        () -> values.get(key(String.class, "key"), String.class, () -> "never")))
                .isInstanceOf(SharedLoadException.class)
                .hasMessageContaining("asks for what it loads");
    }

    @Test
    void refusesALoaderThatGivesNothing() {
        assertThatThrownBy(() -> values.get(key(String.class, "key"), String.class, SharedValuesTest::nothing))
                .isInstanceOf(SharedLoadException.class);
    }

    @SuppressWarnings("NullAway") // What a plugin that is not checked for nulls may do.
    private static String nothing() {
        return null;
    }

    private String slowly(CountDownLatch loading, CountDownLatch go) {
        try {
            return values.get(key(String.class, "key"), String.class, () -> {
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
            return values.get(key(String.class, "key"), String.class, () -> "value " + loads.incrementAndGet());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SharedValues.Key key(Class<?> type, String name) {
        return new SharedValues.Key(type, name, "");
    }
}
