package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainEvent.Kind;

/** The members of virDomainEventID that tell of what a description holds. */
public enum EventId {
    LIFECYCLE(0, Kind.LIFECYCLE),
    TRAY_CHANGE(10, Kind.DEVICES),
    DEVICE_REMOVED(15, Kind.DEVICES),
    DEVICE_ADDED(19, Kind.DEVICES),
    METADATA_CHANGE(23, Kind.METADATA);

    private final int number;
    private final Kind kind;

    EventId(int number, Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    public int number() {
        return number;
    }

    public Kind kind() {
        return kind;
    }
}
