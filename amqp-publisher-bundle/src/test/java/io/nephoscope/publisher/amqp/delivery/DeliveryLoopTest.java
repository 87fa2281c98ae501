package io.nephoscope.publisher.amqp.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.publisher.PublisherStatus.State;
import io.nephoscope.publisher.amqp.delivery.FakeBroker.Session;
import io.nephoscope.publisher.amqp.transport.BrokerFailure;
import io.nephoscope.publisher.amqp.transport.Login;
import io.nephoscope.publisher.amqp.transport.QueueFlags;
import io.nephoscope.publisher.amqp.transport.Target;
import io.nephoscope.publisher.amqp.transport.Tls;
import io.nephoscope.publisher.amqp.transport.Topology;
import io.nephoscope.publisher.amqp.transport.TransportUrl;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.testkit.RecordingDelivery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryLoopTest {

    private static final Backoff BACKOFF = Backoff.exact(Duration.ofMillis(5), Duration.ofMillis(20));
    private static final String KEY = "notifications.sample";

    private final ConfirmWindow window = new ConfirmWindow();
    private final ConnectionStatus status = new ConnectionStatus("amqp", InstantSource.system());
    private final FakeBroker broker = new FakeBroker("one");
    private final AtomicInteger rereads = new AtomicInteger();
    private final DeliveryLoop loop = new DeliveryLoop(window, broker, status, rereads::incrementAndGet);

    @AfterEach
    void stop() {
        loop.close(Duration.ZERO);
    }

    @Test
    void hasRoomForNoMoreThanTheWindowHolds() throws InterruptedException {
        start("rabbit://one", 2);
        RecordingDelivery first = add("a");
        add("b");
        Session session = awaitSent("a", "b");

        assertThat(window.awaitRoom(Duration.ZERO)).isFalse();
        session.events.confirmed(1, false);

        assertThat(window.awaitRoom(Duration.ofSeconds(10))).isTrue();
        assertThat(first.end()).isEqualTo("confirmed");
    }

    @Test
    void countsBytesAgainstTheWindow() throws InterruptedException {
        start("rabbit://one", 100);
        add("x".repeat(1000));
        Session session = awaitSent("x".repeat(1000));
        assertThat(window.awaitRoom(Duration.ZERO)).isFalse();

        session.confirmAll();

        assertThat(window.awaitRoom(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void confirmsABatchWhenEachOfItsMessagesIs() {
        start("rabbit://one", 100);
        RecordingDelivery delivery = new RecordingDelivery();
        window.add(delivery, 3, List.of("a.sample", "b.sample"), List.of(bytes("a"), bytes("b")));
        Session session = awaitSent("a", "b");

        session.events.confirmed(2, false);
        assertThat(delivery.end()).isNull();
        session.events.confirmed(1, false);

        assertThat(delivery.ends()).containsExactly("confirmed");
        assertThat(counts()).isEqualTo("queued 0, in flight 0, confirmed 3, dropped 0");
    }

    @Test
    void sendsTheUnconfirmedAgainInOrderAfterALoss() {
        start("rabbit://one", 100);
        add("a", "b", "c", "d");
        Session first = awaitSent("a", "b", "c", "d");
        first.events.confirmed(2, false);

        first.breakDown();

        await().until(() -> broker.sessions.size() == 2);
        awaitSent("a", "c", "d");
    }

    @Test
    void ignoresWhatTheBrokerSaysOfAnEndedSession() {
        start("rabbit://one", 100);
        RecordingDelivery delivery = add("a");
        Session first = awaitSent("a");
        first.breakDown();
        await().until(() -> broker.sessions.size() == 2);
        awaitSent("a");

        first.confirmAll();
        first.events.refused(1, true);
        first.events.returned(bytes("a"));

        assertThat(delivery.end()).isNull();
        assertThat(counts()).isEqualTo("queued 0, in flight 1, confirmed 0, dropped 0");
    }

    /** Which queue has refused, the broker does not tell: all others have the message, ours perhaps not. */
    @Test
    void offersARefusedMessageToOurQueueAlone() {
        start("rabbit://one", 100);
        RecordingDelivery delivery = add("a");
        Session session = awaitSent("a");

        session.events.refused(1, false);

        await().until(() -> session.sent.equals(List.of("a", ">a")));
        session.events.confirmed(2, false);
        assertThat(delivery.ends()).containsExactly("confirmed");
        await().until(() -> status.current().detail().contains("refuses"));
        assertThat(status.current().state()).isEqualTo(State.CONNECTED);
        assertThat(status.current().remedy())
                .contains("Any queue that is bound to the exchange ceilometer by " + KEY + " may be the full one");
    }

    @Test
    void letsEverythingPassThoughAForeignQueueIsFull() throws InterruptedException {
        start("rabbit://one", 10);
        await().until(() -> status.current().isConnected());
        Session session = broker.newest();
        Thread foreign = new Thread(() -> refuseAllThatGoesToTheExchange(session));
        foreign.setDaemon(true);
        foreign.start();
        long began = System.nanoTime();

        List<RecordingDelivery> deliveries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            assertThat(window.awaitRoom(Duration.ofSeconds(10))).isTrue();
            deliveries.add(add("m" + i));
        }

        await().until(() -> deliveries.stream().allMatch(each -> "confirmed".equals(each.end())));
        foreign.interrupt();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(session.sent).hasSize(1000);
    }

    /** A refused message keeps its bytes from the window, but no other message waits for it. */
    @Test
    void sendsOthersWhileRefusedMessagesRest() {
        start("rabbit://one", 1);
        add("a");
        Session session = awaitSent("a");
        session.events.refused(1, false);
        await().until(() -> session.sent.equals(List.of("a", ">a")));
        loop.take(settings("rabbit://one", 1, Backoff.exact(Duration.ofMinutes(1), Duration.ofMinutes(1)), 30));
        session.events.refused(2, false);
        await().until(() -> status.current().state() == State.BLOCKED);

        add("b");

        await().until(() -> session.sent.equals(List.of("a", ">a", "b")));
        assertThat(status.current().remedy()).contains("may be the full one");
    }

    @Test
    void goesBackToTheExchangeWhereTheDefaultOneIsForbidden() {
        start("rabbit://one", 100);
        add("a");
        Session session = awaitSent("a");
        session.events.refused(1, false);
        await().until(() -> session.sent.equals(List.of("a", ">a")));

        session.breakDown(BrokerFailure.permanent("access to exchange 'amq.default' refused", "Look"));

        await().until(() -> broker.sessions.size() == 2);
        Session second = awaitSent("a");
        second.events.refused(1, false);
        await().until(() -> second.sent.equals(List.of("a", "a")));
        assertThat(status.current().state()).isNotEqualTo(State.FAILED);
    }

    @Test
    void declaresAndSendsAgainWhatWasReturned() {
        start("rabbit://one", 100);
        RecordingDelivery delivery = add("a");
        Session session = awaitSent("a");

        session.events.returned(bytes("a"));
        session.events.confirmed(1, false);

        await().until(() -> session.sent.equals(List.of("a", "a")) && session.declarations.get() == 2);
        assertThat(delivery.end()).isNull();
        session.events.confirmed(2, false);
        assertThat(delivery.ends()).containsExactly("confirmed");
    }

    /** What is sent before the queues are declared again would only come back once more. */
    @Test
    void sendsNothingAgainBeforeTheQueuesAreDeclared() throws InterruptedException {
        start("rabbit://one", 100);
        add("a");
        Session session = awaitSent("a");
        CountDownLatch declaring = session.holdDeclarations();

        session.events.returned(bytes("a"));
        await().until(() -> session.declarations.get() == 2);
        assertThat(session.sent).containsExactly("a");
        declaring.countDown();

        await().until(() -> session.sent.equals(List.of("a", "a")));
    }

    @Test
    void givesTheBatchBackWhenItIsReturnedTwice() {
        start("rabbit://one", 100);
        RecordingDelivery delivery = add("a");
        Session session = awaitSent("a");
        session.events.returned(bytes("a"));
        await().until(() -> session.sent.equals(List.of("a", "a")));

        session.events.returned(bytes("a"));
        session.events.confirmed(2, false);

        assertThat(delivery.ends())
                .containsExactly("refused: no queue takes it, though exchange and queue were declared again");
        assertThat(counts()).isEqualTo("queued 0, in flight 0, confirmed 0, dropped 0");
        await().until(() -> status.current().state() == State.BLOCKED);
        assertThat(status.current().detail()).contains("the exchange ceilometer", KEY, "waits in the agent");
        assertThat(status.current().remedy()).contains("rabbitmqctl list_bindings", "control.exchange");
    }

    @Test
    void isHealthyAgainWhenAQueueTakesWhatWasGivenBack() {
        givesTheBatchBackWhenItIsReturnedTwice();

        RecordingDelivery delivery = add("a");
        Session session = awaitSent("a", "a", "a");
        session.confirmAll();

        assertThat(delivery.ends()).containsExactly("confirmed");
        await().until(() -> status.current().isConnected());
    }

    @Test
    void confirmsABatchOfSeveralTopicsWhenTheReturnedOneIsConfirmedToo() {
        start("rabbit://one", 100);
        RecordingDelivery delivery = new RecordingDelivery();
        window.add(delivery, 3, List.of("a.sample", "b.sample"), List.of(bytes("a"), bytes("b")));
        Session session = awaitSent("a", "b");

        session.events.returned(bytes("b"));
        session.events.confirmed(2, true);

        await().until(() -> session.sent.equals(List.of("a", "b", "b")));
        assertThat(delivery.end()).isNull();
        session.confirmAll();
        assertThat(delivery.ends()).containsExactly("confirmed");
        assertThat(counts()).isEqualTo("queued 0, in flight 0, confirmed 3, dropped 0");
    }

    /** The agent hands the whole batch out again: of what is confirmed already, consumers know the ids. */
    @Test
    void givesABatchOfSeveralTopicsBackWholeWhenOneHasNoQueue() {
        start("rabbit://one", 100);
        RecordingDelivery delivery = new RecordingDelivery();
        window.add(delivery, 3, List.of("a.sample", "b.sample"), List.of(bytes("a"), bytes("b")));
        Session session = awaitSent("a", "b");
        session.events.returned(bytes("b"));
        await().until(() -> session.sent.equals(List.of("a", "b", "b")));

        session.events.returned(bytes("b"));
        session.confirmAll();

        assertThat(delivery.ends()).hasSize(1).first().asString().startsWith("refused: no queue takes it");
        assertThat(window.isEmpty()).isTrue();
        await().until(() -> status.current().detail().contains("b.sample"));
        assertThat(status.current().detail()).doesNotContain("a.sample");
    }

    @Test
    void sendsWhatWasReturnedAgainInTheNextSession() {
        start("rabbit://one", 100);
        add("a");
        Session session = awaitSent("a");
        CountDownLatch declaring = session.holdDeclarations();
        session.events.returned(bytes("a"));
        await().until(() -> session.declarations.get() == 2);

        session.breakDown();
        declaring.countDown();

        await().until(() -> broker.sessions.size() == 2);
        awaitSent("a");
    }

    @Test
    void sendsNothingWhileBlocked() {
        start("rabbit://one", 100);
        await().until(() -> status.current().isConnected());
        Session session = broker.newest();
        session.events.blocked("low on memory");
        await().until(() -> status.current().state() == State.BLOCKED);

        add("a");
        session.events.unblocked();

        await().until(() -> session.sent.equals(List.of("a")));
        await().until(() -> status.current().isConnected());
    }

    @Test
    void triesTheHostsInTurn() {
        start("rabbit://one,two,three", 100);
        await().until(() -> status.current().isConnected());
        broker.up.clear();
        broker.up.add("two");

        broker.newest().breakDown();

        await().until(() -> broker.sessions.size() == 2);
        assertThat(broker.asked).endsWith("two");
    }

    @Test
    void waitsForABrokerAndTellsWhichAreMissing() {
        broker.up.clear();
        start("rabbit://one,two", 100);
        add("a");
        await().until(() -> status.current().detail().contains("two"));
        assertThat(status.current().detail())
                .isEqualTo("one:5672: nothing listens there (connection refused);"
                        + " two:5672: nothing listens there (connection refused)");

        broker.up.add("two");

        awaitSent("a");
    }

    @Test
    void asksForChangedSecretsBeforeEachAttempt() {
        broker.up.clear();
        start("rabbit://one", 100);

        await().until(() -> rereads.get() > 2);
    }

    @Test
    void keepsTheSessionWhenOnlyTheWindowChanges() throws InterruptedException {
        start("rabbit://one", 1);
        add("a");
        awaitSent("a");

        loop.take(settings("rabbit://one", 4, BACKOFF, 30));

        assertThat(window.awaitRoom(Duration.ofSeconds(10))).isTrue();
        add("b");
        awaitSent("a", "b");
        assertThat(broker.sessions).hasSize(1);
    }

    @Test
    void movesToAnotherTargetWhenAllIsConfirmed() {
        broker.up.add("two");
        start("rabbit://one", 100);
        add("a");
        Session first = awaitSent("a");

        loop.take(settings("rabbit://two", 100, BACKOFF, 30));
        add("b");
        first.confirmAll();

        await().until(() -> broker.sessions.size() == 2);
        awaitSent("b");
        assertThat(first.sent).containsExactly("a");
    }

    @Test
    void endsASessionThatConfirmsNothing() {
        loop.take(settings("rabbit://one", 100, BACKOFF, 2));
        loop.start();
        add("a");
        Session first = awaitSent("a");

        await().until(() -> broker.sessions.size() >= 2);

        assertThat(first.failure()).isPresent();
        assertThat(status.current().detail()).contains("one:5672", "confirmed nothing for 2 s");
        assertThat(status.current().state()).isEqualTo(State.CONNECTING);
        await().until(() -> broker.newest().sent.equals(List.of("a")));
    }

    /** A write into a network that swallows everything waits for ever, whoever interrupts it. */
    @Test
    void freesItselfFromAWriteThatNeverEnds() {
        broker.swallows = true;
        loop.take(settings("rabbit://one", 100, BACKOFF, 2));
        loop.start();
        RecordingDelivery delivery = add("a");
        awaitSent("a");

        await().until(() -> broker.sessions.size() >= 2);
        broker.swallows = false;
        broker.newest().abort();

        await().until(() -> {
            broker.newest().confirmAll();
            return "confirmed".equals(delivery.end());
        });
    }

    @Test
    void stopsThoughAWriteNeverEnds() {
        broker.swallows = true;
        start("rabbit://one", 100);
        RecordingDelivery delivery = add("a");
        awaitSent("a");
        long began = System.nanoTime();

        loop.close(Duration.ofMillis(100));
        window.close("stopped");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(delivery.ends()).containsExactly("refused: stopped");
    }

    /** Whatever goes wrong inside, the thread lives on and health tells. */
    @Test
    void survivesWhateverAnAttemptThrows() {
        broker.bug = new IllegalStateException("a bug");
        start("rabbit://one", 100);
        RecordingDelivery delivery = add("a");
        await().until(() -> status.current().state() == State.FAILED);
        assertThat(status.current().detail()).contains("the delivery thread fails", "IllegalStateException");

        broker.bug = null;

        await().until(() -> !broker.sessions.isEmpty() && broker.newest().sent.contains("a"));
        broker.newest().confirmAll();
        await().until(() -> "confirmed".equals(delivery.end()));
    }

    @Test
    void refusesForEverWhatIsLargerThanTheBrokerTakes() {
        start("rabbit://one", 100);
        RecordingDelivery small = add("a");
        RecordingDelivery large = add("x".repeat(50));
        Session session = awaitSent("a", "x".repeat(50));

        session.breakDown(new BrokerFailure("a message is larger than the broker takes", "Raise it", true, 10));

        await().until(() -> large.end() != null);
        assertThat(large.end()).isEqualTo("refused for ever: a message is larger than the broker takes");
        await().until(() -> broker.sessions.size() == 2);
        awaitSent("a");
        broker.newest().confirmAll();
        assertThat(small.end()).isEqualTo("confirmed");
        assertThat(counts()).isEqualTo("queued 0, in flight 0, confirmed 1, dropped 1");
    }

    @Test
    void sendsTheRestBeforeItStops() throws InterruptedException {
        start("rabbit://one", 100);
        await().until(() -> status.current().isConnected());
        RecordingDelivery delivery = add("a");
        Thread closing = new Thread(() -> loop.close(Duration.ofSeconds(10)));
        closing.start();
        Session session = awaitSent("a");

        session.confirmAll();

        closing.join();
        assertThat(delivery.end()).isEqualTo("confirmed");
        assertThat(status.current().detail()).isEqualTo("stopped");
    }

    @Test
    void stopsAtOnceWithoutABrokerAndGivesBackWhatWaits() {
        broker.up.clear();
        start("rabbit://one", 100);
        RecordingDelivery delivery = add("a");
        await().until(() -> status.current().detail().startsWith("one"));

        loop.close(Duration.ofMinutes(1));
        long left = window.close("stopped");

        assertThat(left).isEqualTo(1);
        assertThat(delivery.ends()).containsExactly("refused: stopped");
        assertThat(add("b").ends()).containsExactly("refused: the publisher has stopped");
    }

    @Test
    void stopsWithoutHavingStarted() {
        loop.close(Duration.ZERO);
        loop.close(Duration.ZERO);

        assertThat(broker.asked).isEmpty();
    }

    private void start(String url, long windowMessages) {
        loop.take(settings(url, windowMessages, BACKOFF, 30));
        loop.start();
    }

    /** @return the delivery of the last of them */
    private RecordingDelivery add(String... bodies) {
        RecordingDelivery delivery = new RecordingDelivery();
        for (String body : bodies) {
            delivery = new RecordingDelivery();
            window.add(delivery, 1, List.of(KEY), List.of(bytes(body)));
        }
        return delivery;
    }

    private Session awaitSent(String... bodies) {
        await().until(() -> !broker.sessions.isEmpty() && broker.newest().sent.equals(List.of(bodies)));
        return broker.newest();
    }

    private static void refuseAllThatGoesToTheExchange(Session session) {
        int seen = 0;
        while (!Thread.currentThread().isInterrupted()) {
            for (; seen < session.sent.size(); seen++) {
                if (session.sent.get(seen).startsWith(">")) {
                    session.events.confirmed(seen + 1L, false);
                } else {
                    session.events.refused(seen + 1L, false);
                }
            }
            Thread.onSpinWait();
        }
    }

    private String counts() {
        PublisherStatus counts = new PublisherStatus();
        window.count(counts);
        return "queued " + counts.queued + ", in flight " + counts.inFlight + ", confirmed " + counts.confirmed
                + ", dropped " + counts.dropped;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static DeliverySettings settings(String url, long messages, Backoff backoff, long confirmSeconds) {
        QueueFlags flags = new QueueFlags(false, false, false, QueueFlags.Quorum.NONE);
        Topology topology = new Topology("ceilometer", List.of("notifications"), flags);
        Duration minute = Duration.ofMinutes(1);
        Target target = new Target(TransportUrl.parse(url), Tls.OFF, Login.AMQPLAIN, minute, minute, topology);
        return new DeliverySettings(target, messages, 1000, Duration.ofSeconds(confirmSeconds), backoff);
    }
}
