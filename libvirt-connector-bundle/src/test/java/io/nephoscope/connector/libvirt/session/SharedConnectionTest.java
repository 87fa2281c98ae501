package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.monitor.GuestReader;
import io.nephoscope.connector.libvirt.monitor.MonitorLimits;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedConnectionTest {

    private final FakeTransport transport = new FakeTransport();
    private final AtomicInteger losses = new AtomicInteger();
    private final GuestReader guests = new GuestReader(transport, () -> transport, MonitorLimits.of(1, 1));
    private final SharedConnection link = new SharedConnection(transport, guests, losses::incrementAndGet);

    @Test
    void closesAtOnceWhenNobodyCalls() {
        link.close();

        assertThat(transport.closed).hasValue(1);
    }

    @Test
    void closesOnlyAfterTheLastCallHasReturned() throws Exception {
        transport.hang();
        FutureTask<Object> call = new FutureTask<>(link::domains);
        Thread caller = new Thread(call);
        caller.start();
        transport.entered.await();

        link.close();

        assertThat(transport.closed).hasValue(0);
        transport.heal();
        call.get();
        await().untilAsserted(() -> assertThat(transport.closed).hasValue(1));
    }

    @Test
    void closesOnce() {
        link.close();
        link.close();

        assertThat(transport.closed).hasValue(1);
    }

    @Test
    void letsNoCallInOnceClosed() {
        link.close();

        assertThatThrownBy(link::domains)
                .isInstanceOfSatisfying(HypervisorException.class, e -> assertThat(e.connectionLost())
                        .isTrue());
        assertThat(transport.entered.getCount()).isEqualTo(1);
    }

    @Test
    void watchesWhatTheTransportTells() {
        DomainWatch watch = link.watch();
        DomainEvent event = new DomainEvent(new DomainRef(new UUID(0, 1), 1, "one"), DomainEvent.Kind.METADATA);

        transport.watches.tell(event);

        assertThat(watch.take().events()).containsExactly(event);
    }

    @Test
    void tellsWhenACallFindsTheConnectionLost() {
        transport.lose();

        assertThatThrownBy(link::domains).isInstanceOf(HypervisorException.class);

        assertThat(losses).hasValue(1);
    }
}
