package io.nephoscope.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.Use;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServiceHandleTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final FakeLookup lookup = new FakeLookup(() -> "service");
    private final ServiceHandle<String> handle = new ServiceHandle<>(lookup);

    @Test
    void getsTheServiceAtItsFirstUse() throws Exception {
        assertThat(lookup.got).hasValue(0);

        try (Use<String> use = handle.open()) {
            assertThat(use.plugin()).isEqualTo("service");
        }

        assertThat(lookup.got).hasValue(1);
    }

    @Test
    void givesBackWhatNobodyWants() throws Exception {
        handle.open().close();

        assertThat(lookup.ungot).hasValue(1);
    }

    @Test
    void holdsWhatIsWantedBetweenUses() throws Exception {
        handle.keep(true);
        handle.open().close();
        handle.open().close();

        assertThat(lookup.got).hasValue(1);
        assertThat(lookup.ungot).hasValue(0);

        handle.keep(false);

        assertThat(lookup.ungot).hasValue(1);
    }

    @Test
    void activatesOnceForThoseThatAskTogether() throws Exception {
        CountDownLatch activating = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FakeLookup slow = new FakeLookup(() -> {
            activating.countDown();
            awaitQuietly(go);
            return "service";
        });
        ServiceHandle<String> shared = new ServiceHandle<>(slow);
        shared.keep(true);
        Thread first = start(() -> shared.open().close());
        activating.await();
        Thread second = start(() -> shared.open().close());
        await().until(() -> second.getState() == Thread.State.WAITING);

        go.countDown();
        first.join();
        second.join();

        assertThat(slow.got).hasValue(1);
    }

    @Test
    void remembersWhyItCannotBeActivated() {
        FakeLookup broken = new FakeLookup(() -> null);
        ServiceHandle<String> failing = new ServiceHandle<>(broken);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(failing::open)
                    .isInstanceOf(PluginException.class)
                    .hasMessage("it cannot be activated, its constructor failed");
        }

        assertThat(broken.got).hasValue(1);
        assertThat(failing.failure()).hasValue("it cannot be activated, its constructor failed");
    }

    @Test
    void remembersWhatItsActivationThrew() {
        ServiceHandle<String> failing = new ServiceHandle<>(new FakeLookup(() -> {
            throw new NoClassDefFoundError("gone/Away");
        }));

        assertThatThrownBy(failing::open).isInstanceOf(PluginException.class);

        assertThat(failing.failure()).hasValue("NoClassDefFoundError: gone/Away");
    }

    @Test
    void refusesUsesOnceClosed() throws Exception {
        handle.keep(true);
        handle.open().close();

        handle.close(LONG);

        assertThat(lookup.ungot).hasValue(1);
        assertThatThrownBy(handle::open).isInstanceOf(PluginGoneException.class);
    }

    @Test
    void waitsForARunningUse() throws Exception {
        Use<String> use = handle.open();
        Thread closing = start(() -> handle.close(LONG));
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        assertThat(lookup.ungot).hasValue(0);

        use.close();
        closing.join();

        assertThat(lookup.ungot).hasValue(1);
    }

    @Test
    void interruptsAUseThatOutlastsTheGrace() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch using = new CountDownLatch(1);
        Thread user = start(() -> {
            try (Use<String> use = handle.open()) {
                using.countDown();
                new CountDownLatch(1).await();
                use.plugin();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        using.await();

        handle.close(Duration.ofMillis(20));
        user.join();

        assertThat(interrupted).isTrue();
        assertThat(lookup.ungot).hasValue(1);
    }

    @Test
    void doesNotWaitForAnAbandonedUse() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch using = new CountDownLatch(1);
        Thread hung = start(() -> {
            Use<String> use = handle.open();
            use.abandon();
            using.countDown();
            awaitQuietly(go);
            use.close();
        });
        using.await();

        handle.close(LONG);
        go.countDown();
        hung.join();

        assertThat(lookup.ungot).hasValue(1);
    }

    @Test
    void doesNotWaitForTheThreadThatCloses() throws Exception {
        Use<String> use = handle.open();

        handle.close(LONG);
        use.close();

        assertThat(lookup.ungot).hasValue(1);
    }

    private interface Action {
        void run() throws Exception;
    }

    private static Thread start(Action action) {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class FakeLookup implements Lookup<String> {

        private final AtomicInteger got = new AtomicInteger();
        private final AtomicInteger ungot = new AtomicInteger();
        private final Supplier<@Nullable String> service;

        FakeLookup(Supplier<@Nullable String> service) {
            this.service = service;
        }

        @Override
        public @Nullable String get() {
            got.incrementAndGet();
            return service.get();
        }

        @Override
        public void unget() {
            ungot.incrementAndGet();
        }

        @Override
        public String reason() {
            return "its constructor failed";
        }
    }
}
