package io.nephoscope.connector.openstack.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.testkit.FakeCycle;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JointReadingsTest {

    private final JointReadings readings = new JointReadings();
    private final AtomicInteger loads = new AtomicInteger();

    record Reading(String text) {}

    private static FakeCycle cycle(String series) {
        return new FakeCycle().of(series, CycleMode.REGULAR);
    }

    private Reading read(FakeCycle cycle) throws InterruptedException {
        return readings.shared(cycle, Reading.class, "key", () -> new Reading("reading " + loads.incrementAndGet()));
    }

    @Test
    void servesCyclesOfSeveralIntervalsThatBeganTogether() throws Exception {
        Reading first = read(cycle("60s"));

        assertThat(read(cycle("300s"))).isSameAs(first);
        assertThat(read(cycle("900s"))).isSameAs(first);
        assertThat(loads).hasValue(1);
    }

    @Test
    void readsAnewForTheNextCycleOfTheSameInterval() throws Exception {
        Reading first = read(cycle("60s"));

        assertThat(read(cycle("60s"))).isNotEqualTo(first);
    }

    @Test
    void tellsReadingsApartByTypeAndKey() throws Exception {
        read(cycle("60s"));

        Reading other = readings.shared(cycle("300s"), Reading.class, "another", () -> new Reading("another"));

        assertThat(other.text()).isEqualTo("another");
    }

    @Test
    void triesForItselfWhereAnotherIntervalFailed() throws Exception {
        assertThatThrownBy(() -> readings.shared(cycle("60s"), Reading.class, "key", () -> {
                    throw new CloudException(CloudException.Kind.TIMEOUT, "too late");
                }))
                .isInstanceOf(SharedLoadException.class);

        assertThat(read(cycle("300s")).text()).isEqualTo("reading 1");
    }

    @Test
    void waitsForAReadingThatIsUnderWay() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        FakeCycle firstCycle = cycle("60s");
        FakeCycle secondCycle = cycle("300s");
        CompletableFuture<Reading> first = new CompletableFuture<>();
        CompletableFuture<Reading> second = new CompletableFuture<>();
        Thread one = thread(
                first,
                () -> readings.shared(firstCycle, Reading.class, "key", () -> {
                    reading.countDown();
                    mayEnd.await();
                    return new Reading("slow");
                }));
        reading.await();
        Thread two = thread(second, () -> read(secondCycle));

        await().until(() -> two.getState() == Thread.State.WAITING);
        mayEnd.countDown();

        assertThat(second.get()).isSameAs(first.get());
        one.join();
        two.join();
    }

    private static Thread thread(CompletableFuture<Reading> result, Callable<Reading> task) {
        Thread thread = new Thread(() -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
