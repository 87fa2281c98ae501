package io.nephoscope.testkit.libvirt;

import java.util.UUID;

/**
 * What names a domain on the wire.
 *
 * @param id -1 while it is shut off
 */
public record FakeDomain(String name, UUID uuid, int id) {

    /** Whether it runs or is paused. */
    public boolean isActive() {
        return id >= 0;
    }
}
