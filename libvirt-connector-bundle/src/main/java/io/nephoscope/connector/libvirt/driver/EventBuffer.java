package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainEvents;
import io.nephoscope.connector.libvirt.DomainWatch;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Holds what happened, each thing once, until it is taken; or, when that is too much, that something did. */
final class EventBuffer implements DomainWatch {

    static final int MOST = 4_096;

    private final Consumer<EventBuffer> onClose;
    private Set<DomainEvent> noted = new LinkedHashSet<>();
    private boolean complete = true;

    EventBuffer(Consumer<EventBuffer> onClose) {
        this.onClose = onClose;
    }

    synchronized void note(DomainEvent event) {
        if (complete && noted.add(event) && noted.size() > MOST) {
            lose();
        }
    }

    synchronized void lose() {
        complete = false;
        noted = new LinkedHashSet<>();
    }

    @Override
    public synchronized DomainEvents take() {
        if (complete && noted.isEmpty()) {
            return DomainEvents.NONE;
        }
        DomainEvents taken = new DomainEvents(List.copyOf(noted), complete);
        noted = new LinkedHashSet<>();
        complete = true;
        return taken;
    }

    @Override
    public void close() {
        onClose.accept(this);
        take();
    }
}
