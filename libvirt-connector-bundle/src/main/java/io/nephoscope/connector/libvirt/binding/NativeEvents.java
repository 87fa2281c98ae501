package io.nephoscope.connector.libvirt.binding;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.driver.EventBuffers;
import io.nephoscope.connector.libvirt.driver.EventId;
import io.nephoscope.support.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What libvirt tells about the domains of one connection. Must be deregistered before the connection
 * is closed, which would stay open otherwise.
 */
final class NativeEvents {

    private static final Logger LOG = LoggerFactory.getLogger(NativeEvents.class);

    /** Who watches, by the addresses of open connections. */
    private static final Map<Long, EventBuffers> WATCHES = new ConcurrentHashMap<>();

    /** One for all connections, and kept for good: libvirt may be about to call it whenever it is given up. */
    private static final Map<EventId, LibvirtFunctions.DomainEventCallback> CALLBACKS = callbacks();

    private final long connection;
    private final EventBuffers watches = new EventBuffers();
    private final List<Integer> registered = new ArrayList<>();

    /** Asks libvirt to tell. What the driver refuses to tell, it does not. */
    static NativeEvents register(long connection) {
        NativeEvents events = new NativeEvents(connection);
        WATCHES.put(connection, events.watches);
        CALLBACKS.forEach(events::register);
        return events;
    }

    private NativeEvents(long connection) {
        this.connection = connection;
    }

    EventBuffers watches() {
        return watches;
    }

    void deregister() {
        for (int callback : registered) {
            if (LibvirtFunctions.virConnectDomainEventDeregisterAny(connection, callback) < 0) {
                LOG.debug("libvirt keeps a callback: {}", OneLine.of(LibvirtFunctions.virGetLastErrorMessage()));
            }
        }
        WATCHES.remove(connection);
    }

    private void register(EventId event, LibvirtFunctions.DomainEventCallback callback) {
        int id = LibvirtFunctions.virConnectDomainEventRegisterAny(connection, 0, event.number(), callback, 0, 0);
        if (id < 0) {
            LOG.info(
                    "This hypervisor tells of no {}: {}", event, OneLine.of(LibvirtFunctions.virGetLastErrorMessage()));
        } else {
            registered.add(id);
        }
    }

    private static Map<EventId, LibvirtFunctions.DomainEventCallback> callbacks() {
        Map<EventId, LibvirtFunctions.DomainEventCallback> callbacks = new ConcurrentHashMap<>();
        for (EventId event : EventId.values()) {
            callbacks.put(event, (connection, domain) -> told(event, connection, domain));
        }
        return callbacks;
    }

    /** Called by the event loop. What escaped would go to the standard error stream and be lost. */
    private static int told(EventId event, long connection, long domain) {
        EventBuffers watches = WATCHES.get(connection);
        if (watches != null) {
            try {
                watches.tell(new DomainEvent(RecordReader.domain(domain), event.kind()));
            } catch (RuntimeException e) {
                watches.tellOfLoss();
            }
        }
        return 0;
    }
}
