package io.nephoscope.connector.libvirt;

import java.util.List;

/**
 * What happened to domains within a while.
 *
 * @param events each once, in the order of its first time; empty if some were lost
 * @param complete whether none was lost; else anything may have happened to any domain
 */
public record DomainEvents(List<DomainEvent> events, boolean complete) {

    /** Nothing happened. */
    public static final DomainEvents NONE = new DomainEvents(List.of(), true);

    public DomainEvents {
        events = List.copyOf(events);
    }
}
