package io.nephoscope.connector.libvirt;

/**
 * Something that happened to a domain, after which its description may be another.
 *
 * @param domain as it was named when it happened; a negative id if it did not run any more
 */
public record DomainEvent(DomainRef domain, Kind kind) {

    /** What it was. Libvirt tells more; ask it for the present state. */
    public enum Kind {
        /** The domain was defined or undefined, started or stopped, paused or resumed. */
        LIFECYCLE,
        /** Somebody edited its metadata. */
        METADATA,
        /** A device was plugged in or pulled out, or a medium changed. */
        DEVICES
    }
}
