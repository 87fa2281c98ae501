package io.nephoscope.core.publish;

import static io.nephoscope.core.fake.Plugins.publisher;
import static io.nephoscope.core.publish.Batches.batch;
import static io.nephoscope.core.publish.Batches.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.runtime.dto.PublisherState;
import io.nephoscope.core.fake.FakeAccess;
import io.nephoscope.core.fake.RecordingPublisher;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.journal.RoutedBatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PipelineTest {

    private static final int CAPACITY = 10;
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Pipeline pipeline = new Pipeline(new PluginThreads(System::nanoTime), BatchListener.NONE);
    private final RecordingPublisher fast = new RecordingPublisher();
    private final RecordingPublisher stuck = new RecordingPublisher(0);
    private long room = CAPACITY * bytes(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        stuck.allowed.release(1_000);
        released.countDown();
        pipeline.close();
        await().until(() -> publisherThreads() == 0);
    }

    @Test
    void givesEachBatchToEachPublisherThatIsNamed() {
        RecordingPublisher other = new RecordingPublisher();
        RecordingPublisher unnamed = new RecordingPublisher();
        follow(
                List.of("fast", "other"),
                publisher("fast", fast),
                publisher("other", other),
                publisher("unnamed", unnamed));

        pipeline.accept(batch("a", 1));

        await().until(() -> fast.batches.size() == 1 && other.batches.size() == 1);
        assertThat(unnamed.batches).isEmpty();
    }

    @Test
    void doesNotLetASlowPublisherDelayOthers() {
        follow(List.of("stuck", "fast"), publisher("stuck", stuck), publisher("fast", fast));

        for (int i = 0; i < 100; i++) {
            pipeline.accept(batch("p" + i, 1));
        }

        await().until(() -> fast.batches.size() + status("fast").samples().lost() == 100);
        assertThat(stuck.batches).isEmpty();
    }

    @Test
    void dropsTheOldestBeyondTheBoundAndCountsThem() {
        room = 3 * bytes(3);
        follow(List.of("later"));

        for (int i = 0; i < 6; i++) {
            pipeline.accept(batch("p" + i, 3));
        }

        assertThat(status("later").samples()).isEqualTo(new QueueStatus.Samples(9, 0, 0, 9));
        assertThat(status("later").condition().state()).isEqualTo(PublisherState.MISSING);

        RecordingPublisher later = new RecordingPublisher();
        follow(List.of("later"), publisher("later", later));

        await().until(() -> later.batches.size() == 3);
        assertThat(later.batches).extracting(SampleBatch::pollster).containsExactly("p3", "p4", "p5");
    }

    @Test
    void namesThePollsterThatFloodsAFullQueueInHealth() {
        room = 3 * bytes(3);
        follow(List.of("later"));

        pipeline.accept(batch("steady", 3));
        for (int i = 0; i < 6; i++) {
            pipeline.accept(batch("flood", 3));
        }

        assertThat(pipeline.health()).singleElement().satisfies(report -> assertThat(
                        report.subject() + ": " + report.message())
                .isEqualTo("publisher later: more waits than the store holds, or for too long, so samples are"
                        + " dropped of the pollsters that have most: flood (12)"));
    }

    @Test
    void keepsWhatWaitsWhileThePublisherIsAway() {
        PublisherPlugin first = publisher("fast", fast);
        follow(List.of("fast"), first);
        ((FakeAccess<?>) first.access()).gone = true;
        pipeline.accept(batch("a", 1));
        follow(List.of("fast"));
        pipeline.accept(batch("b", 1));

        RecordingPublisher second = new RecordingPublisher();
        follow(List.of("fast"), publisher("fast", second));

        await().until(() -> second.batches.size() == 2);
        assertThat(second.batches).extracting(SampleBatch::pollster).containsExactly("a", "b");
        assertThat(fast.batches).isEmpty();
    }

    @Test
    void handsWhatAPublisherHadNotConfirmedToItsSuccessorWithTheSameIds() {
        List<SampleBatch> unconfirmed = new CopyOnWriteArrayList<>();
        follow(List.of("fast"), publisher("fast", publishing((batch, delivery) -> unconfirmed.add(batch))));
        pipeline.accept(batch("a", 1));
        pipeline.accept(batch("b", 1));
        await().until(() -> unconfirmed.size() == 2);
        assertThat(status("fast").samples().inFlight()).isEqualTo(2);

        follow(List.of("fast"), publisher("fast", fast));

        await().until(() -> fast.batches.size() == 2);
        assertThat(fast.batches).extracting(SampleBatch::id).isEqualTo(ids(unconfirmed));
        assertThat(status("fast").samples()).isEqualTo(new QueueStatus.Samples(0, 0, 2, 0));
    }

    @Test
    void tellsThatAPublisherRefusesForEverAllThatItIsHanded() {
        AtomicBoolean odd = new AtomicBoolean(true);
        follow(List.of("fast"), publisher("fast", publishing((batch, delivery) -> {
            if (odd.get()) {
                delivery.refused("it is not to its taste", true);
            } else {
                delivery.confirmed();
            }
        })));
        for (int i = 0; i < 3; i++) {
            pipeline.accept(batch("a", 1));
        }

        await().until(() -> status("fast").condition().state() == PublisherState.FAILED);
        assertThat(status("fast").condition().detail()).contains("are lost", "it is not to its taste");
        assertThat(status("fast").samples().lost()).isEqualTo(3);

        odd.set(false);
        pipeline.accept(batch("a", 1));

        await().until(() -> status("fast").condition().healthy());
    }

    @Test
    void keepsABatchThatWasNotTakenAndHandsItOutAgainWithItsId() {
        fast.refusing = true;
        follow(List.of("fast"), publisher("fast", fast));
        RoutedBatch batch = batch("a", 2);
        pipeline.accept(batch);
        await().until(() -> status("fast").condition().state() == PublisherState.BLOCKED);
        assertThat(status("fast").condition().detail()).isEqualTo("refused");

        fast.refusing = false;
        pipeline.accept(batch("b", 1));

        await().until(() -> fast.batches.size() == 2);
        assertThat(fast.batches.get(0).id()).isEqualTo(batch.id());
        await().until(() -> status("fast").condition().healthy());
        assertThat(status("fast").samples().lost()).isZero();
    }

    @Test
    void goesOnAfterABatchAtWhichAPublisherBreaksEachTime() {
        List<String> taken = new CopyOnWriteArrayList<>();
        follow(List.of("fragile"), publisher("fragile", publishing((batch, delivery) -> {
            if (batch.pollster().equals("poison")) {
                throw new NullPointerException("no subject");
            }
            taken.add(batch.pollster());
            delivery.confirmed();
        })));

        pipeline.accept(batch("poison", 2));
        pipeline.accept(batch("good", 1));

        await().until(() -> taken.contains("good"));
        assertThat(status("fragile").samples()).isEqualTo(new QueueStatus.Samples(0, 0, 1, 2));
    }

    @Test
    void goesOnWithAPublisherThatInterruptsItsOwnThread() {
        List<String> taken = new CopyOnWriteArrayList<>();
        follow(List.of("odd"), publisher("odd", publishing((batch, delivery) -> {
            taken.add(batch.pollster());
            delivery.confirmed();
            Thread.currentThread().interrupt();
        })));

        pipeline.accept(batch("a", 1));
        await().until(() -> taken.size() == 1);
        pipeline.accept(batch("b", 1));

        await().until(() -> taken.size() == 2);
    }

    @Test
    void activatesAPublisherAgainWhoseActivationFailed() {
        PublisherPlugin plugin = publisher("fast", fast);
        FakeAccess<?> access = (FakeAccess<?>) plugin.access();
        access.failure = "its configuration is refused";
        follow(List.of("fast"), plugin);
        pipeline.accept(batch("a", 1));
        await().until(() -> status("fast").condition().state() == PublisherState.FAILED);
        assertThat(status("fast").condition().detail()).isEqualTo("its configuration is refused");

        access.failure = null;

        await().until(() -> fast.batches.size() == 1);
        assertThat(status("fast").samples().lost()).isZero();
    }

    @Test
    void followsThoughTheActivationOfAPublisherHangs() {
        PublisherPlugin plugin = publisher("stuck", stuck);
        ((FakeAccess<?>) plugin.access()).opening = () -> uninterruptibly(released);

        assertAtOnce(() -> follow(List.of("stuck", "fast"), plugin, publisher("fast", fast)));
        pipeline.accept(batch("a", 1));

        await().until(() -> fast.batches.size() == 1);
        assertThat(status("stuck").condition())
                .isEqualTo(new QueueStatus.Condition(PublisherState.CONNECTING, "it is being activated"));
    }

    @Test
    void followsThoughAPublisherThatIsRemovedHangs() {
        follow(
                List.of("hung", "fast"),
                publisher("hung", publishing((batch, delivery) -> uninterruptibly(released))),
                publisher("fast", fast));
        pipeline.accept(batch("a", 1));
        await().until(() -> fast.batches.size() == 1);

        assertAtOnce(() -> follow(List.of("fast"), publisher("fast", fast)));

        assertThat(pipeline.status()).extracting(QueueStatus::name).containsExactly("fast");
    }

    @Test
    void boundsTheThreadsOfAPublisherThatHangsInEachOfItsEditions() {
        for (int i = 0; i < 20; i++) {
            follow(List.of("hung"), publisher("hung", publishing((batch, delivery) -> uninterruptibly(released))));
            pipeline.accept(batch("a", 1));
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> status("hung").samples().inFlight() > 0
                            || status("hung").condition().state() == PublisherState.HUNG);
        }

        assertThat(publisherThreads()).isLessThanOrEqualTo(4);
        assertThat(status("hung").condition().detail())
                .isEqualTo("4 of its earlier calls of publish() have not returned; restart the agent");

        released.countDown();

        await().until(() -> status("hung").condition().healthy());
    }

    @Test
    void fillsTheQueueOfAPublisherThatHangsToItsBoundOnly() {
        follow(List.of("stuck"), publisher("stuck", stuck));

        for (int i = 0; i < 100; i++) {
            pipeline.accept(batch("a", 1));
        }

        QueueStatus.Samples samples = status("stuck").samples();
        assertThat(samples.queued() + samples.inFlight()).isEqualTo(CAPACITY);
    }

    @Test
    void tellsOfAStatusThatHangsWithinABoundAndShowsTheOthers() {
        follow(
                List.of("mute", "fast"),
                publisher("mute", telling(() -> {
                    uninterruptibly(released);
                    return PublisherStatus.of(PublisherStatus.State.CONNECTED, "");
                })),
                publisher("fast", fast));
        await().until(() -> status("fast").condition().healthy());

        long started = System.nanoTime();
        await().until(() -> status("mute").condition().state() == PublisherState.HUNG);

        assertThat(status("mute").condition().detail()).startsWith("it has not returned from its status() for ");
        assertThat(status("fast").condition().healthy()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        await().until(() -> threads("nephoscope-plugin-") == 1);
    }

    @Test
    void tellsOfAStatusThatIsNullOrThrowsAndShowsTheOthers() {
        follow(
                List.of("none", "broken", "fast"),
                publisher("none", telling(() -> null)),
                publisher("broken", telling(() -> {
                    throw new NoClassDefFoundError("gone/Away");
                })),
                publisher("fast", fast));

        await().until(() -> status("fast").condition().healthy()
                && status("none").condition().state() == PublisherState.FAILED
                && status("broken").condition().state() == PublisherState.FAILED);
        assertThat(status("none").condition().detail()).isEqualTo("its status() is null");
        assertThat(status("broken").condition().detail()).isEqualTo("NoClassDefFoundError: gone/Away");
    }

    @Test
    void leavesAnUnchangedPublisherAlone() {
        PublisherPlugin plugin = publisher("fast", fast);
        follow(List.of("fast"), plugin);
        long threads = publisherThreads();

        follow(List.of("fast"), plugin);

        assertThat(publisherThreads()).isEqualTo(threads);
        assertThat(((FakeAccess<?>) plugin.access()).kept).isTrue();
    }

    @Test
    void releasesAPublisherThatIsNoLongerNamed() {
        PublisherPlugin plugin = publisher("fast", fast);
        follow(List.of("fast"), plugin);

        follow(List.of(), plugin);

        assertThat(((FakeAccess<?>) plugin.access()).kept).isFalse();
        await().until(() -> publisherThreads() == 0);
        assertThat(pipeline.status()).isEmpty();
    }

    @Test
    void deliversWhatWaitsBeforeItCloses() {
        follow(List.of("fast"), publisher("fast", fast));
        for (int i = 0; i < CAPACITY; i++) {
            pipeline.accept(batch("p" + i, 1));
        }

        pipeline.close();

        assertThat(fast.batches).hasSize(CAPACITY);
    }

    @Test
    void closesThoughAPublisherHangs() {
        follow(List.of("stuck"), publisher("stuck", stuck));
        pipeline.accept(batch("a", 1));

        pipeline.close();
        pipeline.close();

        await().until(() -> publisherThreads() == 0);
    }

    private interface Publishing {
        void publish(SampleBatch batch, Delivery delivery);
    }

    private static Publisher publishing(Publishing publishing) {
        return new Publisher() {

            @Override
            public void publish(SampleBatch batch, Delivery delivery) {
                publishing.publish(batch, delivery);
            }

            @Override
            public PublisherStatus status() {
                return PublisherStatus.of(PublisherStatus.State.CONNECTED, "");
            }
        };
    }

    private static Publisher telling(java.util.function.Supplier<PublisherStatus> status) {
        return new Publisher() {

            @Override
            public void publish(SampleBatch batch, Delivery delivery) {
                delivery.confirmed();
            }

            @Override
            public PublisherStatus status() {
                return status.get();
            }
        };
    }

    private void follow(List<String> names, PublisherPlugin... present) {
        Map<String, PublisherPlugin> byName = new HashMap<>();
        for (PublisherPlugin plugin : present) {
            byName.put(plugin.name(), plugin);
        }
        pipeline.follow(names, byName, Batches.inMemory(room));
    }

    private QueueStatus status(String name) {
        return pipeline.status().stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertAtOnce(Runnable action) {
        long started = System.nanoTime();
        action.run();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(AT_ONCE);
    }

    private static List<Object> ids(List<SampleBatch> batches) {
        return batches.stream()
                .map((Function<SampleBatch, Object>) SampleBatch::id)
                .toList();
    }

    private static long publisherThreads() {
        return threads("nephoscope-publisher-");
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
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
}
