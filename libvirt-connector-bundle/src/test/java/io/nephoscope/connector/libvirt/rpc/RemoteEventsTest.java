package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainEvent.Kind;
import io.nephoscope.connector.libvirt.DomainEvents;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.LibvirtErrorException;
import io.nephoscope.connector.libvirt.driver.Recorded;
import io.nephoscope.testkit.libvirt.Wire;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final DomainRef DOMAIN = new DomainRef(new UUID(1, 2), 3, "instance-00000003");
    private static final int REFUSED = 15;

    /** The arguments of the calls. */
    private final List<String> called = new ArrayList<>();

    private final RemoteEvents events = new RemoteEvents(this::answer);
    private final DomainWatch watch = events.watches().open();
    private boolean lost;

    @Test
    void asksForTheEventsOfAllDomainsAndPutsUpWithARefusal() throws Exception {
        events.register(PATIENCE);

        assertThat(called)
                .containsExactly(
                        "CONNECT_DOMAIN_EVENT_REGISTER 0",
                        "CONNECT_DOMAIN_EVENT_REGISTER 10",
                        "CONNECT_DOMAIN_EVENT_REGISTER 15",
                        "CONNECT_DOMAIN_EVENT_REGISTER 19",
                        "CONNECT_DOMAIN_EVENT_REGISTER 23");
    }

    @Test
    void asksToBeToldNoMoreOfWhatWasNotRefused() throws Exception {
        events.register(PATIENCE);
        called.clear();

        events.deregister(PATIENCE);

        assertThat(called)
                .containsExactly(
                        "CONNECT_DOMAIN_EVENT_DEREGISTER 1000",
                        "CONNECT_DOMAIN_EVENT_DEREGISTER 1010",
                        "CONNECT_DOMAIN_EVENT_DEREGISTER 1019",
                        "CONNECT_DOMAIN_EVENT_DEREGISTER 1023");
    }

    @Test
    void failsWhenTheConnectionIsLost() {
        lost = true;

        assertThatThrownBy(() -> events.register(PATIENCE)).isInstanceOf(HypervisorException.class);
    }

    @ParameterizedTest
    @CsvSource({"318, LIFECYCLE", "328, DEVICES", "333, DEVICES", "354, DEVICES", "379, METADATA"})
    void passesEventsOn(int procedure, Kind kind) throws Exception {
        events.told(event(
                procedure,
                new Wire().int32(1_000).domain(Recorded.named(DOMAIN)).int32(2)));

        assertThat(watch.take()).isEqualTo(new DomainEvents(List.of(new DomainEvent(DOMAIN, kind)), true));
    }

    @Test
    void passesOverWhatNobodyAskedFor() throws Exception {
        events.told(event(319, new Wire().int32(1_000).domain(Recorded.named(DOMAIN))));

        assertThat(watch.take()).isEqualTo(DomainEvents.NONE);
    }

    @Test
    void saysThatSomethingHappenedWhenAnEventCannotBeRead() throws Exception {
        events.told(event(318, new Wire().int32(1_000).int32(Integer.MAX_VALUE)));

        assertThat(watch.take().complete()).isFalse();
    }

    private XdrReader answer(Procedure procedure, XdrWriter arguments, Duration patience) throws HypervisorException {
        int number = ByteBuffer.wrap(arguments.bytes()).getInt();
        called.add(procedure + " " + number);
        if (lost || number == REFUSED) {
            throw new LibvirtErrorException(3, "this function is not supported", lost);
        }
        return new XdrReader(new Wire().int32(1_000 + number).bytes(), 0);
    }

    private static RpcMessage event(int procedure, Wire payload) throws ProtocolException {
        byte[] message = RpcMessage.encode(
                        new RpcMessage.Header(RpcMessage.REMOTE, procedure, RpcMessage.MESSAGE, 1, RpcMessage.OK),
                        payload.bytes())
                .array();
        return RpcMessage.of(Arrays.copyOfRange(message, Integer.BYTES, message.length));
    }
}
