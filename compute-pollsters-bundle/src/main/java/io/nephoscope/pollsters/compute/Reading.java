package io.nephoscope.pollsters.compute;

import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance;

/** Takes a meter's volumes out of the statistics of one instance. Without state. */
@FunctionalInterface
interface Reading {

    /** Takes volumes: a {@link Long} or a {@link Double}, whichever Ceilometer sends. */
    @FunctionalInterface
    interface Sink {
        void accept(Subject subject, Number volume);
    }

    /** @return whether all values were available */
    boolean read(Instance instance, DomainStats stats, Sink sink);
}
