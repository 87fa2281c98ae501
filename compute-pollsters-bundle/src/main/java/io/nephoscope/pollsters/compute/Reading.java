package io.nephoscope.pollsters.compute;

import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.libvirt.HypervisorException;

/** Takes a meter's volumes out of what is known of one guest. Without state. */
@FunctionalInterface
interface Reading {

    /**
     * Takes volumes: a {@link Long} or a {@link Double}, whichever Ceilometer sends, and integers beyond 63 bits as a
     * {@link java.math.BigInteger}.
     */
    @FunctionalInterface
    interface Sink {

        /** @param device its name within the instance; empty for the instance as a whole */
        void accept(String device, Subject subject, Number volume);

        /** Takes a volume of an instance as a whole. */
        default void accept(Subject subject, Number volume) {
            accept("", subject, volume);
        }
    }

    /**
     * @return whether all values were available
     * @throws HypervisorException if the connection is lost
     */
    boolean read(Guest guest, Sink sink) throws HypervisorException;

    /** Whether it asks by itself for what the statistics lack, so that it does not depend on them. */
    default boolean asksByItself() {
        return false;
    }
}
