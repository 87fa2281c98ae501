package io.nephoscope.testkit.libvirt;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A guest as the daemon knows it. All that the daemon answers about it follows from its parameters and
 * its description. Must be thread-safe.
 */
@ConsumerType
public interface FakeGuest {

    /** What names it. */
    FakeDomain domain();

    /** Its state as libvirt numbers states: 1 runs, 3 is paused, 5 is shut off. */
    int state();

    /** Writes the parameters that are selected. */
    void write(Selection selection, Parameters out);

    /** Its description. */
    String xml();

    /** Its metadata of this namespace, without the namespace's prefix. */
    Optional<String> metadata(String namespace);

    /** Whether it stays defined when it is shut off. */
    default boolean isPersistent() {
        return true;
    }
}
