package io.nephoscope.core.publish;

import static io.nephoscope.core.publish.Batches.batch;
import static io.nephoscope.core.publish.Batches.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatchQueueTest {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<String> told = new ArrayList<>();
    private BatchStore store = store(2 * bytes(2) + 6 * bytes(1));
    private BatchQueue queue = store.queue("amqp");
    private final Object holder = new Object();

    @Test
    void dropsOfTheFloodAndKeepsWhatOthersHave() throws Exception {
        store.accept(batch("steady", 2));
        store.accept(batch("other", 2));

        for (int i = 0; i < 1_000; i++) {
            store.accept(batch("flood", 1));
        }

        assertThat(queue.counts()).isEqualTo(new BatchQueue.Counts(10, 0, 0, 994, 0));
        assertThat(queue.losers()).isEqualTo("flood (994)");
        assertThat(take(10)).extracting(SampleBatch::pollster).startsWith("steady", "other", "flood");
    }

    @Test
    void refusesAFloodThatComesAsOneBatchAtItsOwnCost() {
        store.accept(batch("steady", 3));

        store.accept(batch("flood", 5_000_000 / 1_000));

        assertThat(queue.counts().waiting()).isEqualTo(3);
        assertThat(queue.losers()).isEqualTo("flood (5000)");
    }

    @Test
    void takesABatchThatIsLargerThanTheBoundWhenNothingElseIsThere() {
        store.accept(batch("large", 25));

        assertThat(queue.counts().waiting()).isEqualTo(25);
    }

    @Test
    void boundsWhatWaitsAndWhatIsInFlightTogether() throws Exception {
        store = store(bytes(6) + bytes(4) + bytes(1) - 1);
        queue = store.queue("amqp");
        store.accept(batch("a", 6));
        BatchQueue.HandedOut inFlight = next();

        store.accept(batch("b", 4));
        store.accept(batch("c", 1));

        assertThat(queue.counts()).isEqualTo(new BatchQueue.Counts(1, 6, 0, 4, 0));
        inFlight.confirmed();
        assertThat(queue.counts()).isEqualTo(new BatchQueue.Counts(1, 0, 6, 4, 0));
    }

    @Test
    void handsARefusedBatchOutAgainBeforeLaterOnesAndWithTheSameId() throws Exception {
        store.accept(batch("a", 1));
        store.accept(batch("b", 1));
        BatchQueue.HandedOut first = next();

        first.refused("the broker is away", false);

        assertThat(queue.refusal()).isEqualTo("the broker is away");
        BatchQueue.HandedOut again = next();
        assertThat(again.batch().id()).isEqualTo(first.batch().id());
        again.confirmed();
        assertThat(queue.refusal()).isEmpty();
        assertThat(next().batch().pollster()).isEqualTo("b");
    }

    @Test
    void pausesLongerAfterEachRefusal() throws Exception {
        store.accept(batch("a", 1));
        long started = System.nanoTime();

        for (int i = 0; i < 3; i++) {
            next().refused("away", false);
        }
        next();

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isGreaterThanOrEqualTo(PAUSE.plus(PAUSE.multipliedBy(2)).plus(PAUSE.multipliedBy(4)));
    }

    @Test
    void countsWhatIsRefusedForEverAndGoesOnAtOnce() throws Exception {
        store.accept(batch("a", 3));
        store.accept(batch("b", 1));

        next().refused("too large", true);

        assertThat(next().batch().pollster()).isEqualTo("b");
        assertThat(queue.counts()).isEqualTo(new BatchQueue.Counts(0, 1, 0, 0, 3));
    }

    @Test
    void takesOnlyTheFirstWordOnADelivery() throws Exception {
        store.accept(batch("a", 1));
        BatchQueue.HandedOut delivery = next();

        delivery.confirmed();
        delivery.confirmed();
        delivery.refused("late", true);
        delivery.refused("late", false);
        delivery.comesBack();

        assertThat(queue.counts()).isEqualTo(new BatchQueue.Counts(0, 0, 1, 0, 0));
    }

    @Test
    void ignoresARefusalOfWhomTheBatchWasTakenFrom() throws Exception {
        store.accept(batch("a", 1));
        BatchQueue.HandedOut old = next();
        queue.takeBackFrom(holder);
        BatchQueue.HandedOut successor = next();

        old.refused("it is stopping", true);

        assertThat(queue.counts()).isEqualTo(new BatchQueue.Counts(0, 1, 0, 0, 0));
        successor.confirmed();
        assertThat(queue.counts().confirmed()).isEqualTo(1);
    }

    @Test
    void believesALateConfirmationOfWhomTheBatchWasTakenFrom() throws Exception {
        store.accept(batch("a", 1));
        BatchQueue.HandedOut old = next();
        queue.takeBackFrom(holder);

        old.confirmed();

        assertThat(queue.counts()).isEqualTo(new BatchQueue.Counts(0, 0, 1, 0, 0));
    }

    @Test
    void toleratesARefusalWithoutAReason() throws Exception {
        store.accept(batch("a", 1));
        BatchQueue.HandedOut delivery = next();

        delivery.refused(nothing(), false);

        assertThat(queue.refusal()).isEqualTo("it gave no reason");
    }

    @Test
    void endsTheWaitingWhenItIsToldTo() throws Exception {
        assertThat(queue.take(holder, () -> false)).isNull();
    }

    @Test
    void tellsHowMuchItGivesUp() throws Exception {
        store.accept(batch("a", 1));
        store.accept(batch("b", 2));
        BatchQueue.HandedOut inFlight = next();

        assertThat(store.leave(queue)).isEqualTo(3);

        inFlight.confirmed();
        assertThat(queue.counts()).isEqualTo(new BatchQueue.Counts(0, 0, 0, 0, 0));
        assertThat(told).containsExactly("a 1 stored", "b 2 stored", "a 1 GIVEN_UP", "b 2 GIVEN_UP");
    }

    private BatchQueue.HandedOut next() throws InterruptedException {
        return Objects.requireNonNull(queue.take(holder, () -> true));
    }

    private List<SampleBatch> take(long samples) throws InterruptedException {
        List<SampleBatch> taken = new ArrayList<>();
        while (taken.stream().mapToInt(batch -> batch.samples().size()).sum() < samples) {
            taken.add(next().batch());
        }
        return taken;
    }

    @SuppressWarnings("NullAway") // As a publisher that is not checked for nulls may do.
    private static String nothing() {
        return null;
    }

    private BatchStore store(long bytes) {
        return new BatchStore(
                new RecordingBatchListener(told),
                Batches.inMemory(bytes),
                InstantSource.fixed(Instant.EPOCH),
                Backoff.exact(PAUSE, Duration.ofMillis(80)));
    }
}
