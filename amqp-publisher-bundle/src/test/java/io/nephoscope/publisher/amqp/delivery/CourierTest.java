package io.nephoscope.publisher.amqp.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.publisher.amqp.delivery.Condition.State;
import io.nephoscope.publisher.amqp.delivery.FakeBroker.Session;
import io.nephoscope.publisher.amqp.outbox.MemoryOutbox;
import io.nephoscope.publisher.amqp.outbox.Outbox;
import io.nephoscope.publisher.amqp.outbox.OutboxBounds;
import io.nephoscope.publisher.amqp.outbox.OutboxCounts;
import io.nephoscope.publisher.amqp.transport.Login;
import io.nephoscope.publisher.amqp.transport.QueueFlags;
import io.nephoscope.publisher.amqp.transport.Target;
import io.nephoscope.publisher.amqp.transport.Tls;
import io.nephoscope.publisher.amqp.transport.Topology;
import io.nephoscope.publisher.amqp.transport.TransportUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CourierTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(5), Duration.ofMillis(20));
    private static final Window WINDOW = new Window(3, 100);

    private final Outbox outbox = new MemoryOutbox(new OutboxBounds(100, 1000));
    private final ConditionBoard board = new ConditionBoard(InstantSource.system());
    private final FakeBroker broker = new FakeBroker("one");
    private final Courier courier = new Courier(outbox, broker, board);

    @AfterEach
    void stop() {
        courier.close(Duration.ZERO);
    }

    @Test
    void sendsNoMoreThanTheWindowHolds() {
        start("rabbit://one");
        add("a", "b", "c", "d");
        Session session = awaitSent("a", "b", "c");

        session.events.confirmed(2, false);

        await().until(() -> session.sent.size() == 4);
        assertThat(outbox.counts()).isEqualTo(new OutboxCounts(0, 3, 1, 0));
    }

    @Test
    void countsBytesAgainstTheWindow() {
        start("rabbit://one");
        add("x".repeat(99), "yy");
        Session session = awaitSent("x".repeat(99));

        session.confirmAll();

        await().until(() -> session.sent.size() == 2);
    }

    @Test
    void sendsTheUnconfirmedAgainInOrderAfterALoss() {
        start("rabbit://one");
        add("a", "b", "c", "d");
        Session first = awaitSent("a", "b", "c");
        first.events.confirmed(1, false);
        await().until(() -> first.sent.size() == 4);

        first.breakDown();

        await().until(() -> broker.sessions.size() == 2);
        awaitSent("b", "c", "d");
    }

    @Test
    void ignoresConfirmationsOfAnEndedSession() {
        start("rabbit://one");
        add("a");
        Session first = awaitSent("a");
        first.breakDown();
        await().until(() -> broker.sessions.size() == 2);
        awaitSent("a");

        first.confirmAll();

        assertThat(outbox.counts()).isEqualTo(new OutboxCounts(0, 1, 0, 0));
    }

    @Test
    void sendsRefusedMessagesAgain() {
        start("rabbit://one");
        add("a", "b");
        Session session = awaitSent("a", "b");

        session.events.refused(1, false);

        await().until(() -> session.sent.equals(List.of("a", "b", "a")));
        assertThat(board.current().state()).isEqualTo(State.REFUSED);
        session.confirmAll();
        await().until(() -> board.current().healthy());
        assertThat(outbox.counts()).isEqualTo(new OutboxCounts(0, 0, 2, 0));
    }

    @Test
    void declaresAndSendsAgainWhatWasReturned() {
        start("rabbit://one");
        add("a");
        Session session = awaitSent("a");

        session.events.returned("a".getBytes(UTF_8));
        session.events.confirmed(1, false);

        await().until(() -> session.sent.equals(List.of("a", "a")));
        assertThat(session.declarations).hasValue(2);
        assertThat(outbox.counts()).isEqualTo(new OutboxCounts(0, 1, 0, 0));
    }

    @Test
    void sendsNothingWhileBlocked() {
        start("rabbit://one");
        await().until(() -> board.current().healthy());
        Session session = broker.newest();
        session.events.blocked("low on memory");
        await().until(() -> board.current().state() == State.BLOCKED);

        add("a");
        session.events.unblocked();

        await().until(() -> session.sent.equals(List.of("a")));
        await().until(() -> board.current().healthy());
    }

    @Test
    void triesTheHostsInTurn() {
        start("rabbit://one,two,three");
        await().until(() -> board.current().healthy());
        broker.up.clear();
        broker.up.add("two");

        broker.newest().breakDown();

        await().until(() -> broker.sessions.size() == 2);
        assertThat(board.current().state()).isIn(State.CONNECTED, State.CONNECTING);
        assertThat(broker.asked).endsWith("two");
    }

    @Test
    void waitsForABrokerAndTellsWhichAreMissing() {
        broker.up.clear();
        start("rabbit://one,two");
        add("a");
        await().until(() -> board.current().state() == State.DISCONNECTED);
        assertThat(board.current().detail()).isEqualTo("one:5672: Connection refused; two:5672: Connection refused");

        broker.up.add("two");

        awaitSent("a");
    }

    @Test
    void keepsTheSessionWhenOnlyTheWindowChanges() {
        start("rabbit://one");
        add("a", "b", "c", "d");
        Session session = awaitSent("a", "b", "c");

        courier.take(new Route(target("rabbit://one"), new Window(4, 100), BACKOFF));

        await().until(() -> session.sent.size() == 4);
        assertThat(broker.sessions).hasSize(1);
    }

    @Test
    void movesToAnotherTargetWhenAllIsConfirmed() {
        broker.up.add("two");
        start("rabbit://one");
        add("a");
        Session first = awaitSent("a");

        courier.take(route("rabbit://two"));
        add("b");
        first.confirmAll();

        await().until(() -> broker.sessions.size() == 2);
        awaitSent("b");
        assertThat(first.sent).containsExactly("a");
    }

    @Test
    void sendsTheRestBeforeItStops() throws InterruptedException {
        start("rabbit://one");
        await().until(() -> board.current().healthy());
        add("a", "b", "c", "d");
        Thread closing = new Thread(() -> courier.close(Duration.ofSeconds(10)));
        closing.start();
        Session session = awaitSent("a", "b", "c");

        session.confirmAll();
        await().until(() -> session.sent.size() == 4);
        session.confirmAll();

        closing.join();
        assertThat(outbox.counts()).isEqualTo(new OutboxCounts(0, 0, 4, 0));
        assertThat(board.current().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void stopsAtOnceWithoutABroker() {
        broker.up.clear();
        start("rabbit://one");
        add("a");
        await().until(() -> board.current().state() == State.DISCONNECTED);

        courier.close(Duration.ofMinutes(1));

        assertThat(board.current().state()).isEqualTo(State.CLOSED);
        assertThat(outbox.counts().waiting()).isEqualTo(1);
    }

    @Test
    void stopsWithoutHavingStarted() {
        courier.close(Duration.ZERO);
        courier.close(Duration.ZERO);

        assertThat(broker.asked).isEmpty();
    }

    private void start(String url) {
        courier.take(route(url));
        courier.start();
    }

    private void add(String... bodies) {
        for (String body : bodies) {
            outbox.add("notifications.sample", body.getBytes(UTF_8), 1);
        }
        courier.wake();
    }

    private Session awaitSent(String... bodies) {
        await().until(() -> !broker.sessions.isEmpty() && broker.newest().sent.equals(List.of(bodies)));
        return broker.newest();
    }

    private static Route route(String url) {
        return new Route(target(url), WINDOW, BACKOFF);
    }

    private static Target target(String url) {
        QueueFlags flags = new QueueFlags(false, false, false, QueueFlags.Quorum.NONE);
        Topology topology = new Topology("ceilometer", List.of("notifications"), flags);
        Duration minute = Duration.ofMinutes(1);
        return new Target(TransportUrl.parse(url), Tls.OFF, Login.AMQPLAIN, minute, minute, topology);
    }
}
