package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who want to know what happens to the domains of one connection. Thread-safe. */
public final class EventBuffers {

    private final List<EventBuffer> all = new CopyOnWriteArrayList<>();

    /** Notes from now on what happens. */
    public DomainWatch open() {
        EventBuffer watch = new EventBuffer(all::remove);
        all.add(watch);
        return watch;
    }

    /** Something happened. Waits for nobody. */
    public void tell(DomainEvent event) {
        all.forEach(watch -> watch.note(event));
    }

    /** Something happened, and nobody knows what. */
    public void tellOfLoss() {
        all.forEach(EventBuffer::lose);
    }
}
