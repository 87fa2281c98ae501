package io.nephoscope.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.core.fake.FakeAccess;
import io.nephoscope.core.fake.Plugins;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.PollsterAccess;
import io.nephoscope.core.plugin.PollsterPlugin;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BuiltPollstersTest {

    private static final Pollster POLLSTER = (resources, poll) -> {};

    private final AtomicLong leap = new AtomicLong();
    private final PluginThreads threads = new PluginThreads(() -> System.nanoTime() + leap.get());
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Supplier<@Nullable Collection<PollsterDefinition>> answer = () -> List.of(definition("a"));
    private final BuiltPollsters built =
            new BuiltPollsters(new FakeAccess<>(builder()), Plugins.ORIGIN, threads, changes::incrementAndGet);

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void offersWhatTheBuilderLists() {
        refresh();

        assertThat(names()).containsExactly("a");
        assertThat(built.health()).isEmpty();
    }

    @Test
    void neverOverwritesANewerAnswerByAnOlderOne() {
        answer = () -> {
            answer = () -> List.of(definition("new"));
            uninterruptibly(released);
            return List.of(definition("old"));
        };
        built.refresh();
        await().until(() -> asked.get() == 1);
        for (int i = 0; i < 100; i++) {
            built.refresh();
        }

        assertThat(asked).hasValue(1);
        released.countDown();

        await().until(() -> changes.get() == 2);
        assertThat(names()).containsExactly("new");
        assertThat(asked).hasValue(2);
    }

    @Test
    void keepsWhatABuilderOfferedThatThrowsAndTellsWhy() {
        refresh();
        answer = () -> {
            throw new IllegalStateException("the table is empty");
        };

        refresh();

        assertThat(names()).containsExactly("a");
        assertThat(health())
                .isEqualTo("pollster builder of test.bundle: what it offered before stays, for it failed:"
                        + " IllegalStateException: the table is empty");
    }

    @Test
    void asksABuilderAgainThatFailedOnceItsPauseIsOver() {
        answer = () -> {
            throw new NoClassDefFoundError("gone/Away");
        };
        refresh();
        answer = () -> List.of(definition("a"));

        built.retry();
        assertThat(asked).hasValue(1);
        leap.addAndGet(Duration.ofSeconds(6).toNanos());
        built.retry();

        await().until(() -> !names().isEmpty());
        assertThat(built.health()).isEmpty();
    }

    @Test
    void keepsWhatABuilderOfferedThatReturnsNull() {
        refresh();
        answer = () -> null;

        refresh();

        assertThat(names()).containsExactly("a");
        assertThat(health()).endsWith("its list of pollsters is null");
    }

    @Test
    void takesTheOthersOfAListWithNull() {
        answer = () -> Arrays.asList(definition("a"), null, definition("b"));

        refresh();

        assertThat(names()).containsExactly("a", "b");
        assertThat(health()).isEqualTo("pollster builder of test.bundle: 1 of the pollsters that it lists are null");
    }

    @Test
    void boundsHowManyPollstersABuilderLists() {
        answer = () -> java.util.Collections.nCopies(20_000, definition("a"));

        refresh();

        assertThat(names()).isEmpty();
        assertThat(health()).endsWith("it lists more than 10000 pollsters");
    }

    @Test
    void namesABuilderThatHangsAndKeepsWhatItOffered() {
        refresh();
        answer = () -> {
            uninterruptibly(released);
            return List.of();
        };
        built.refresh();
        await().until(() -> asked.get() == 2);

        leap.addAndGet(Duration.ofSeconds(12).toNanos());

        assertThat(names()).containsExactly("a");
        assertThat(threads.overdue(Duration.ofSeconds(10))).singleElement().satisfies(overdue -> assertThat(
                        overdue.call().plugin() + " " + overdue.call().hasNotReturned(overdue.since()))
                .matches("pollster builder has not returned from its pollsters\\(\\) for 1\\d s"));
    }

    @Test
    void keepsAPollsterTheSameWhileItsDefinitionEqualsTheOneBefore() {
        refresh();
        PollsterPlugin before = plugins().get(0);
        answer = () -> List.of(definition("a"), definition("b"));

        refresh();

        assertThat(plugins().get(0)).isSameAs(before);
    }

    @Test
    void offersPollstersThatAreHandedOneResourceAtATime() {
        answer = () -> List.of(PollsterDefinition.named("a")
                .namespaces("central")
                .provenance("etc/rooms.yaml:7")
                .resourcePollster((resource, poll) -> {}));

        refresh();

        assertThat(plugins()).singleElement().satisfies(plugin -> {
            assertThat(plugin.pollster()).isInstanceOf(PollsterAccess.OneByOne.class);
            assertThat(plugin.provenance()).isEqualTo("etc/rooms.yaml:7");
        });
    }

    private void refresh() {
        int before = changes.get();
        built.refresh();
        await().until(() -> changes.get() > before);
    }

    private PollsterBuilder builder() {
        return new PollsterBuilder() {

            @Override
            @SuppressWarnings("NullAway") // As a builder that is not checked for nulls may do.
            public Collection<PollsterDefinition> pollsters() {
                Supplier<@Nullable Collection<PollsterDefinition>> now = answer;
                asked.incrementAndGet();
                return now.get();
            }
        };
    }

    private static PollsterDefinition definition(String name) {
        return PollsterDefinition.named(name).namespaces("central").pollster(POLLSTER);
    }

    private List<PollsterPlugin> plugins() {
        return built.offers().map(PollsterOffer::plugin).toList();
    }

    private List<String> names() {
        return plugins().stream().map(PollsterPlugin::name).toList();
    }

    private String health() {
        HealthReport report = built.health().findFirst().orElseThrow();
        return report.subject() + ": " + report.message();
    }

    private static void uninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // It hangs whatever interrupts it.
            }
        }
    }
}
