package io.nephoscope.connector.libvirt.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainEvent.Kind;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.session.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.libvirt.Connect;
import org.libvirt.Domain;

/** The domain of test:///default is the same for all connections of a process. */
class NativeEventsTest {

    private static final String URI = "test:///default";
    private static final String THREAD = "libvirt-events";

    private Transport transport;
    private Connect other;
    private Domain domain;

    @BeforeEach
    void open() throws Exception {
        transport = NativeTransport.open(URI);
        other = new Connect(URI);
        domain = other.domainLookupByName("test");
    }

    @AfterEach
    void close() throws Exception {
        domain.free();
        other.close();
        transport.close();
    }

    @Test
    void tellsOfStatesAndMetadata() throws Exception {
        List<DomainEvent> told = new ArrayList<>();
        try (DomainWatch watch = transport.watch()) {
            domain.suspend();
            domain.resume();
            domain.setMetadata(2, "<name/>", "x", "http://example.org/x", 1);

            await().untilAsserted(() -> {
                told.addAll(watch.take().events());
                assertThat(told).extracting(DomainEvent::kind).contains(Kind.LIFECYCLE, Kind.METADATA);
            });
        }
        assertThat(told).allSatisfy(event -> {
            assertThat(event.domain().uuid().toString()).isEqualTo(domain.getUUIDString());
            assertThat(event.domain().name()).isEqualTo("test");
            assertThat(event.domain().id()).isEqualTo(domain.getID());
        });
    }

    @Test
    void tellsEachConnectionThatIsOpen() throws Exception {
        Transport closed = NativeTransport.open(URI);
        DomainWatch ofClosed = closed.watch();
        closed.close();
        try (Transport second = NativeTransport.open(URI);
                DomainWatch watch = second.watch();
                DomainWatch first = transport.watch()) {
            domain.suspend();
            domain.resume();

            await().until(() -> !watch.take().events().isEmpty());
            await().until(() -> !first.take().events().isEmpty());
        }
        assertThat(ofClosed.take().events()).isEmpty();
    }

    @Test
    void stopsTheLoopWithTheLastConnectionAndStartsItAnew() throws Exception {
        Transport second = NativeTransport.open(URI);
        transport.close();
        assertThat(loops()).isEqualTo(1);

        second.close();
        assertThat(loops()).isZero();

        transport = NativeTransport.open(URI);
        assertThat(loops()).isEqualTo(1);
    }

    private static long loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .count();
    }
}
