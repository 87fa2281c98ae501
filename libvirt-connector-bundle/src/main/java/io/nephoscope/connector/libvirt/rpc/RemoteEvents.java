package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.EventBuffers;
import io.nephoscope.connector.libvirt.driver.EventId;
import io.nephoscope.connector.libvirt.driver.LibvirtErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the daemon tells about domains without being asked each time. */
final class RemoteEvents {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteEvents.class);

    /** The events' own procedures. */
    private static final Map<Integer, EventId> EVENTS = Map.of(
            318, EventId.LIFECYCLE,
            328, EventId.TRAY_CHANGE,
            333, EventId.DEVICE_REMOVED,
            354, EventId.DEVICE_ADDED,
            379, EventId.METADATA_CHANGE);

    /** Makes a call and waits for its answer. */
    @FunctionalInterface
    interface Caller {
        XdrReader call(Procedure procedure, XdrWriter arguments, Duration timeout) throws HypervisorException;
    }

    private final Caller caller;
    private final EventBuffers watches = new EventBuffers();
    /** What the daemon calls our wishes. */
    private final List<Integer> callbacks = new ArrayList<>();

    RemoteEvents(Caller caller) {
        this.caller = caller;
    }

    EventBuffers watches() {
        return watches;
    }

    /** Asks the daemon to tell. What it refuses to tell, it does not. */
    void register(Duration timeout) throws HypervisorException {
        for (EventId event : EventId.values()) {
            register(event, timeout);
        }
    }

    /** Asks the daemon to tell no more. */
    void deregister(Duration timeout) throws HypervisorException {
        for (int callback : callbacks) {
            caller.call(Procedure.CONNECT_DOMAIN_EVENT_DEREGISTER, new XdrWriter().int32(callback), timeout);
        }
    }

    private void register(EventId event, Duration timeout) throws HypervisorException {
        XdrWriter ofAllDomains = new XdrWriter().int32(event.number()).bool(false);
        try {
            callbacks.add(caller.call(Procedure.CONNECT_DOMAIN_EVENT_REGISTER, ofAllDomains, timeout)
                    .int32());
        } catch (LibvirtErrorException e) {
            if (e.connectionLost()) {
                throw e;
            }
            LOG.info("This hypervisor tells of no {}: {}", event, e.getMessage());
        }
    }

    /** Never blocks, because the socket's thread calls it. */
    void told(RpcMessage message) {
        EventId event = EVENTS.get(message.header().procedure());
        if (event == null) {
            return;
        }
        try {
            watches.tell(new DomainEvent(domain(message.payload()), event.kind()));
        } catch (ProtocolException e) {
            // Whatever it was, it happened.
            watches.tellOfLoss();
        }
    }

    /** The domain of an event. What follows differs, and is nothing that the domain itself would not tell. */
    static DomainRef domain(XdrReader in) throws ProtocolException {
        in.int32(); // whose wish it fulfils
        return WireDomains.read(in);
    }
}
