package io.nephoscope.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServiceHandleTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final ServiceHandle.Named NAMED =
            new ServiceHandle.Named("pollster hello.load", "org.example.hello");

    private final AtomicLong leap = new AtomicLong();
    private final PluginThreads threads = new PluginThreads(() -> System.nanoTime() + leap.get());
    private final FakeLookup lookup = new FakeLookup(() -> "service");
    private final ServiceHandle<String> handle = handle(lookup);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
        await().until(() -> pluginThreads() == 0);
    }

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

        await().until(() -> lookup.ungot.get() == 1);
    }

    @Test
    void holdsWhatIsWantedBetweenUses() throws Exception {
        handle.keep(true);
        handle.open().close();
        handle.open().close();

        assertThat(lookup.got).hasValue(1);
        assertThat(lookup.ungot).hasValue(0);

        handle.keep(false);

        await().until(() -> lookup.ungot.get() == 1);
    }

    @Test
    void activatesOnceForThoseThatAskTogether() throws Exception {
        FakeLookup slow = new FakeLookup(() -> {
            uninterruptibly(released);
            return "service";
        });
        ServiceHandle<String> shared = handle(slow);
        shared.keep(true);
        Thread first = start(() -> shared.open().close());
        Thread second = start(() -> shared.open().close());
        await().until(() -> isWaiting(first) && isWaiting(second));

        released.countDown();
        first.join();
        second.join();

        assertThat(slow.got).hasValue(1);
    }

    @Test
    void activatesAndGivesBackOnThreadsThatSayWhichPluginIsCalled() throws Exception {
        handle.open().close();
        await().until(() -> lookup.ungot.get() == 1);

        assertThat(lookup.callers)
                .satisfiesExactly(
                        name -> assertThat(name)
                                .matches(
                                        "nephoscope-plugin-\\d+ activation of pollster hello.load of org.example.hello"),
                        name -> assertThat(name)
                                .matches(
                                        "nephoscope-plugin-\\d+ deactivation of pollster hello.load of org.example.hello"));
    }

    @Test
    void doesNotTryAFailedActivationAgainBeforeItsPauseIsOver() throws Exception {
        lookup.service = () -> null;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(handle::open)
                    .isInstanceOf(PluginException.class)
                    .hasMessage("it cannot be activated, its constructor failed");
        }
        assertThat(lookup.got).hasValue(1);
        assertThat(handle.failure()).hasValue("it cannot be activated, its constructor failed");
    }

    @Test
    void activatesAgainAfterAFailureThatWasPassing() throws Exception {
        lookup.service = () -> null;
        assertThatThrownBy(handle::open).isInstanceOf(PluginException.class);
        lookup.service = () -> "service";

        leap.addAndGet(Duration.ofSeconds(1).toNanos());
        handle.open().close();

        assertThat(handle.failure()).isEmpty();
    }

    @Test
    void pausesLongerAfterEachFailureButNeverForEver() {
        lookup.service = () -> null;
        assertThatThrownBy(handle::open).isInstanceOf(PluginException.class);
        leap.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThatThrownBy(handle::open).isInstanceOf(PluginException.class);
        leap.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThatThrownBy(handle::open).isInstanceOf(PluginException.class);
        assertThat(lookup.got).hasValue(2);

        for (int i = 0; i < 20; i++) {
            leap.addAndGet(Duration.ofMinutes(1).toNanos());
            assertThatThrownBy(handle::open).isInstanceOf(PluginException.class);
        }

        assertThat(lookup.got).hasValue(22);
    }

    @Test
    void activatesAgainAtOnceWhenTheServiceHasChanged() throws Exception {
        lookup.service = () -> null;
        assertThatThrownBy(handle::open).isInstanceOf(PluginException.class);
        lookup.service = () -> "service";

        handle.changed();

        assertThat(handle.failure()).isPresent();
        handle.open().close();
        assertThat(handle.failure()).isEmpty();
    }

    @Test
    void remembersWhatItsActivationThrew() {
        lookup.service = () -> {
            throw new NoClassDefFoundError("gone/Away");
        };

        assertThatThrownBy(handle::open).isInstanceOf(PluginException.class);

        assertThat(handle.failure()).hasValue("NoClassDefFoundError: gone/Away");
    }

    @Test
    void refusesAUseWhileAnActivationHangsAndNamesItInHealth() throws Exception {
        lookup.service = () -> {
            uninterruptibly(released);
            return "service";
        };
        Thread first = start(() -> handle.open().close());
        await().until(() -> isWaiting(first));

        leap.addAndGet(Duration.ofSeconds(12).toNanos());

        assertThatThrownBy(handle::open)
                .isInstanceOf(PluginException.class)
                .hasMessage("it has not returned from its activation");
        assertThat(overdue()).singleElement().satisfies(sentence -> assertThat(sentence)
                .matches("pollster hello.load has not returned from its activation for 1\\d s"));
        assertThat(pluginThreads()).isEqualTo(1);

        released.countDown();
        first.join();
        await().until(() -> overdue().isEmpty());
        handle.open().close();
    }

    @Test
    void leavesAnActivationAloneWhenAUseThatWaitsForItIsInterrupted() throws Exception {
        lookup.service = () -> {
            uninterruptibly(released);
            return "service";
        };
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread user = start(() -> {
            try {
                handle.open();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        await().until(() -> isWaiting(user));

        user.interrupt();
        user.join();
        released.countDown();

        assertThat(interrupted).isTrue();
        await().until(() -> lookup.ungot.get() == 1);
        assertThat(handle.failure()).isEmpty();
    }

    @Test
    void returnsAtOnceFromKeepingClosingAndAbandoningWhileADeactivationHangs() throws Exception {
        lookup.giveBack = () -> uninterruptibly(released);
        handle.keep(true);
        Use<String> closed = handle.open();
        Use<String> abandoned = handle.open();

        assertAtOnce(() -> handle.keep(false));
        assertAtOnce(closed::close);
        assertAtOnce(abandoned::abandon);
        assertAtOnce(() -> handle.keep(true));
        assertAtOnce(() -> handle.keep(false));

        await().until(() -> lookup.ungot.get() == 1);
        leap.addAndGet(Duration.ofSeconds(12).toNanos());
        assertThat(overdue()).singleElement().satisfies(sentence -> assertThat(sentence)
                .matches("pollster hello.load has not returned from its deactivation for 1\\d s"));
        assertThatThrownBy(handle::open).hasMessage("it has not returned from its deactivation");
        assertThat(pluginThreads()).isEqualTo(1);
    }

    @Test
    void getsTheServiceAnewOnceASlowDeactivationHasEnded() throws Exception {
        lookup.giveBack = () -> uninterruptibly(released);
        handle.open().close();
        await().until(() -> lookup.ungot.get() == 1);
        Thread user = start(() -> handle.open().close());
        await().until(() -> isWaiting(user));
        assertThat(lookup.got).hasValue(1);

        released.countDown();
        user.join();

        assertThat(lookup.got).hasValue(2);
    }

    @Test
    void boundsTheThreadsOfABundleWithAThousandDeactivationsThatHang() throws Exception {
        List<FakeLookup> lookups = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            FakeLookup hanging = new FakeLookup(() -> "service");
            hanging.giveBack = () -> uninterruptibly(released);
            lookups.add(hanging);
        }
        for (FakeLookup hanging : lookups.subList(0, PluginThreads.PER_BUNDLE)) {
            handle(hanging).open().close();
        }
        await().until(() -> pluginThreads() == PluginThreads.PER_BUNDLE);
        leap.addAndGet(LONG.toNanos());

        for (FakeLookup hanging : lookups.subList(PluginThreads.PER_BUNDLE, 1_000)) {
            ServiceHandle<String> blocked = handle(hanging);
            assertAtOnce(() -> blocked.keep(false));
            assertAtOnce(() -> blocked.close(SHORT));
        }
        ServiceHandle<String> other =
                new ServiceHandle<>(lookup, threads, new ServiceHandle.Named("other", "org.other"));
        other.open().close();

        // A call that has returned may be seen ending beside the next one.
        await().untilAsserted(() -> assertThat(pluginThreads()).isLessThanOrEqualTo(PluginThreads.PER_BUNDLE + 1));
        assertThat(overdue()).hasSize(PluginThreads.PER_BUNDLE);
    }

    @Test
    void leavesItToTheFrameworkToGiveBackWhenTooManyCallsOfABundleHang() throws Exception {
        handle.keep(true);
        handle.open().close();
        for (int i = 0; i < PluginThreads.PER_BUNDLE; i++) {
            FakeLookup hanging = new FakeLookup(() -> "service");
            hanging.giveBack = () -> uninterruptibly(released);
            handle(hanging).open().close();
        }
        await().until(() -> pluginThreads() == PluginThreads.PER_BUNDLE);

        assertAtOnce(() -> handle.close(LONG));

        assertThat(lookup.ungot).hasValue(0);
        assertThatThrownBy(handle::open).isInstanceOf(PluginGoneException.class);
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
    void closesWithinABoundThoughTheActivationHangs() throws Exception {
        lookup.service = () -> {
            uninterruptibly(released);
            return "service";
        };
        AtomicReference<Exception> thrown = new AtomicReference<>();
        Thread user = start(() -> {
            try {
                handle.open();
            } catch (PluginGoneException e) {
                thrown.set(e);
            }
        });
        await().until(() -> isWaiting(user));

        assertAtOnce(() -> handle.close(SHORT));
        user.join();

        assertThat(thrown.get()).isInstanceOf(PluginGoneException.class);
        released.countDown();
        await().until(() -> lookup.ungot.get() == 1);
    }

    @Test
    void closesWithinABoundThoughTheDeactivationHangs() throws Exception {
        lookup.giveBack = () -> uninterruptibly(released);
        handle.keep(true);
        handle.open().close();

        assertAtOnce(() -> handle.close(SHORT));

        assertThat(lookup.ungot).hasValue(1);
    }

    @Test
    void interruptsAUseThatOutlastsTheGrace() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread user = useUntilInterrupted(interrupted);

        handle.close(SHORT);
        user.join();

        assertThat(interrupted).isTrue();
        await().until(() -> lookup.ungot.get() == 1);
    }

    /** Returns once it uses the plugin. */
    private Thread useUntilInterrupted(AtomicBoolean interrupted) throws InterruptedException {
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
        return user;
    }

    /** With many bundles that hang, each would wait for the grace of each before it. */
    @Test
    void interruptsAtOnceAUseThatHasLastedForLong() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread user = useUntilInterrupted(interrupted);
        leap.addAndGet(ServiceHandle.PATIENCE.toNanos());

        handle.close(Duration.ofHours(1));
        user.join();

        assertThat(interrupted).isTrue();
    }

    @Test
    void doesNotWaitForAnActivationThatHasLastedForLong() throws Exception {
        CountDownLatch activating = new CountDownLatch(1);
        lookup.service = () -> {
            activating.countDown();
            uninterruptibly(released);
            return "service";
        };
        Thread user = start(() -> {
            try {
                handle.open();
            } catch (PluginException e) {
                // That it hangs, or is gone: this is not about what users are told.
            }
        });
        activating.await();
        leap.addAndGet(ServiceHandle.PATIENCE.toNanos());

        handle.close(Duration.ofHours(1));
        user.join();

        assertThat(handle.isGone()).isTrue();
    }

    @Test
    void doesNotWaitForAnAbandonedUse() throws Exception {
        CountDownLatch using = new CountDownLatch(1);
        Thread hung = start(() -> {
            Use<String> use = handle.open();
            use.abandon();
            using.countDown();
            uninterruptibly(released);
            use.close();
        });
        using.await();

        handle.close(LONG);
        released.countDown();
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

    /** The use that begins and the closing meet in every order; what is given back is never in use afterwards. */
    @Test
    void neverHandsOutWhatWasGivenBackWhenAUseBeginsWhileItCloses() throws Exception {
        for (int i = 0; i < 300; i++) {
            FakeLookup racing = new FakeLookup(() -> "service");
            ServiceHandle<String> raced = handle(racing);
            raced.keep(true);
            raced.open().close();
            AtomicBoolean usedAfterwards = new AtomicBoolean();
            Thread user = start(() -> {
                try (Use<String> use = raced.open()) {
                    usedAfterwards.set(use.plugin().isEmpty() || racing.ungot.get() > 0);
                } catch (PluginGoneException e) {
                    // Closing was faster.
                }
            });

            raced.close(LONG);
            user.join();

            assertThat(usedAfterwards).isFalse();
            assertThat(racing.ungot).hasValue(1);
        }
    }

    private ServiceHandle<String> handle(FakeLookup of) {
        return new ServiceHandle<>(of, threads, NAMED);
    }

    private List<String> overdue() {
        return threads.overdue(LONG).stream()
                .map(overdue -> overdue.call().plugin() + " " + overdue.call().hasNotReturned(overdue.since()))
                .toList();
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void assertAtOnce(Runnable action) {
        long started = System.nanoTime();
        action.run();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(AT_ONCE);
    }

    private static long pluginThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nephoscope-plugin-"))
                .count();
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

    private static void uninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class FakeLookup implements Lookup<String> {

        private final AtomicInteger got = new AtomicInteger();
        private final AtomicInteger ungot = new AtomicInteger();
        private final List<String> callers = new java.util.concurrent.CopyOnWriteArrayList<>();
        private volatile Supplier<@Nullable String> service;
        private volatile Runnable giveBack = () -> {};

        FakeLookup(Supplier<@Nullable String> service) {
            this.service = service;
        }

        @Override
        public @Nullable String get() {
            callers.add(Thread.currentThread().getName());
            got.incrementAndGet();
            return service.get();
        }

        @Override
        public void unget() {
            callers.add(Thread.currentThread().getName());
            ungot.incrementAndGet();
            giveBack.run();
        }

        @Override
        public String reason() {
            return "its constructor failed";
        }
    }
}
