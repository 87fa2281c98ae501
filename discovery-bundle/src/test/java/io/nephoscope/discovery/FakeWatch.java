package io.nephoscope.discovery;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainEvents;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainWatch;
import java.util.ArrayList;
import java.util.List;

/** Tells what a test says that happened. */
final class FakeWatch implements DomainWatch {

    boolean closed;

    private final List<DomainEvent> events = new ArrayList<>();
    private boolean complete = true;

    void tell(DomainRef domain, DomainEvent.Kind kind) {
        events.add(new DomainEvent(domain, kind));
    }

    void lose() {
        complete = false;
    }

    @Override
    public DomainEvents take() {
        DomainEvents taken = new DomainEvents(events, complete);
        events.clear();
        complete = true;
        return taken;
    }

    @Override
    public void close() {
        closed = true;
    }
}
