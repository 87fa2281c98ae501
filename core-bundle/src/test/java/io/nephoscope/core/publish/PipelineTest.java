package io.nephoscope.core.publish;

import static io.nephoscope.core.fake.Plugins.publisher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.core.fake.FakeAccess;
import io.nephoscope.core.fake.RecordingPollster;
import io.nephoscope.core.fake.RecordingPublisher;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.testkit.FakeBatch;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PipelineTest {

    private static final int CAPACITY = 10;

    private final Pipeline pipeline = new Pipeline();
    private final RecordingPublisher fast = new RecordingPublisher();
    private final RecordingPublisher stuck = new RecordingPublisher(0);

    @AfterEach
    void close() {
        stuck.allowed.release(1_000);
        pipeline.close();
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

        await().until(() -> fast.batches.size() + dropped("fast") == 100);
        assertThat(stuck.batches).isEmpty();
    }

    @Test
    void dropsTheOldestBeyondTheBoundAndCountsThem() {
        follow(List.of("later"));

        for (int i = 0; i < 6; i++) {
            pipeline.accept(batch("p" + i, 3));
        }

        assertThat(pipeline.status()).singleElement().satisfies(lane -> {
            assertThat(lane.backlog()).isEqualTo(new LaneStatus.Backlog(9, 9));
            assertThat(lane.origin()).isEmpty();
        });

        RecordingPublisher later = new RecordingPublisher();
        follow(List.of("later"), publisher("later", later));

        await().until(() -> later.batches.size() == 3);
        assertThat(later.batches).extracting(SampleBatch::pollster).containsExactly("p3", "p4", "p5");
    }

    @Test
    void takesABatchThatIsLargerThanTheBound() {
        follow(List.of("fast"), publisher("fast", fast));

        pipeline.accept(batch("large", 25));

        await().until(() -> fast.batches.size() == 1);
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
    void goesOnAfterABatchThatWasRefused() {
        fast.refusing = true;
        follow(List.of("fast"), publisher("fast", fast));
        pipeline.accept(batch("a", 2));
        await().until(() -> dropped("fast") == 2);
        assertThat(pipeline.status().get(0).publisher().state).isEqualTo(PublisherStatus.State.FAILED);
        assertThat(pipeline.status().get(0).publisher().detail).isEqualTo("refused");

        fast.refusing = false;
        pipeline.accept(batch("b", 1));

        await().until(() -> fast.batches.size() == 1);
        await().until(() -> pipeline.status().get(0).publisher().state == PublisherStatus.State.CONNECTED);
    }

    @Test
    void leavesAnUnchangedPublisherAlone() {
        PublisherPlugin plugin = publisher("fast", fast);
        follow(List.of("fast"), plugin);
        long threads = laneThreads();

        follow(List.of("fast"), plugin);

        assertThat(laneThreads()).isEqualTo(threads);
        assertThat(((FakeAccess<?>) plugin.access()).kept).isTrue();
    }

    @Test
    void releasesAPublisherThatIsNoLongerNamed() {
        PublisherPlugin plugin = publisher("fast", fast);
        follow(List.of("fast"), plugin);

        follow(List.of(), plugin);

        assertThat(((FakeAccess<?>) plugin.access()).kept).isFalse();
        await().until(() -> laneThreads() == 0);
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

        await().until(() -> laneThreads() == 0);
    }

    private void follow(List<String> names, PublisherPlugin... present) {
        Map<String, PublisherPlugin> byName = new java.util.HashMap<>();
        for (PublisherPlugin plugin : present) {
            byName.put(plugin.name(), plugin);
        }
        pipeline.follow(names, byName, CAPACITY);
    }

    private long dropped(String name) {
        return pipeline.status().stream()
                .filter(lane -> lane.name().equals(name))
                .mapToLong(lane -> lane.backlog().dropped())
                .sum();
    }

    private static long laneThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nephoscope-lane-"))
                .count();
    }

    private static SampleBatch batch(String pollster, int samples) {
        Sample sample = RecordingPollster.sample(Resource.of("r"));
        return FakeBatch.of("source", pollster, Instant.EPOCH, Collections.nCopies(samples, sample));
    }
}
