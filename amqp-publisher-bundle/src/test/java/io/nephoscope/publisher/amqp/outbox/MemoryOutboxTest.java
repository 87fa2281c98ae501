package io.nephoscope.publisher.amqp.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MemoryOutboxTest {

    private static final String KEY = "notifications.sample";
    private static final long ANY_SIZE = Long.MAX_VALUE;

    private final Outbox outbox = new MemoryOutbox(new OutboxBounds(4, 100));

    @Test
    void handsOutInOrder() {
        add(1, 2, 3);

        assertThat(rest()).containsExactly(1, 2, 3);
        assertThat(outbox.counts()).isEqualTo(new OutboxCounts(0, 6, 0, 0));
    }

    @Test
    void forgetsWhatIsSettledOnce() {
        add(5);
        Message message = next();

        outbox.settle(message);
        outbox.settle(message);

        assertThat(outbox.counts()).isEqualTo(new OutboxCounts(0, 0, 5, 0));
    }

    @Test
    void putsBackInFrontOfWhatCameLater() {
        add(1, 2, 3);
        Message first = next();
        Message second = next();

        outbox.putBack(second);
        outbox.putBack(first);

        assertThat(rest()).containsExactly(1, 2, 3);
    }

    @Test
    void dropsTheOldestBeyondSoManyMessages() {
        add(1, 2, 3, 4);

        long dropped = outbox.add(KEY, new byte[1], 5);

        assertThat(dropped).isEqualTo(1);
        assertThat(rest()).containsExactly(2, 3, 4, 5);
        assertThat(outbox.counts().dropped()).isEqualTo(1);
    }

    @Test
    void dropsTheOldestBeyondSoManyBytes() {
        outbox.add(KEY, new byte[60], 1);
        outbox.add(KEY, new byte[30], 2);

        long dropped = outbox.add(KEY, new byte[50], 3);

        assertThat(dropped).isEqualTo(1);
        assertThat(rest()).containsExactly(2, 3);
    }

    @Test
    void neverDropsWhatIsInFlight() {
        add(1, 2, 3, 4);
        Message inFlight = next();

        outbox.add(KEY, new byte[1], 5);
        outbox.settle(inFlight);

        assertThat(rest()).containsExactly(3, 4, 5);
        assertThat(outbox.counts().confirmed()).isEqualTo(1);
    }

    @Test
    void keepsBackWhatIsTooLargeNow() {
        outbox.add(KEY, new byte[60], 1);

        assertThat(outbox.next(59)).isNull();
        assertThat(outbox.next(60)).isNotNull();
    }

    @Test
    void dropsWhatASmallerOutboxCannotKeep() {
        add(1, 2, 3, 4);

        outbox.resize(new OutboxBounds(2, 100));

        assertThat(rest()).containsExactly(3, 4);
    }

    @Test
    void dropsAllAtTheEnd() {
        add(1, 2, 3);
        outbox.settle(next());
        next();

        assertThat(outbox.close()).isEqualTo(5);
        assertThat(outbox.counts()).isEqualTo(new OutboxCounts(0, 0, 1, 5));
    }

    private void add(int... samples) {
        for (int count : samples) {
            outbox.add(KEY, new byte[1], count);
        }
    }

    private Message next() {
        return Objects.requireNonNull(outbox.next(ANY_SIZE));
    }

    private List<Integer> rest() {
        List<Integer> samples = new ArrayList<>();
        for (Message next = outbox.next(ANY_SIZE); next != null; next = outbox.next(ANY_SIZE)) {
            samples.add(next.samples());
        }
        return samples;
    }
}
