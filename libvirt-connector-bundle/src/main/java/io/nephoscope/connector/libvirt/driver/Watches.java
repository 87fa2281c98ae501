package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who want to know what happens to the domains of one connection. Thread-safe. */
public final class Watches {

    private final List<Watch> all = new CopyOnWriteArrayList<>();

    /** Notes from now on what happens. */
    public DomainWatch open() {
        Watch watch = new Watch(all::remove);
        all.add(watch);
        return watch;
    }

    /** Something happened. Waits for nobody. */
    public void tell(DomainEvent event) {
        all.forEach(watch -> watch.note(event));
    }

    /** Something happened, and nobody knows what. */
    public void tellOfLoss() {
        all.forEach(Watch::lose);
    }
}
