package io.nephoscope.pollsters.central;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.openstack.cloud.CloudException;

/**
 * A meter for which each resource is asked by itself.
 *
 * @param pollster the name that sources select; mostly the meter's
 * @param discovery what finds the resources
 * @param group the same for all meters that need the same answers
 * @param reading asks one
 */
record AskedMeter(String pollster, Meter meter, String discovery, String group, Reading reading) {

    static AskedMeter gauge(String name, String unit, String discovery, String group, Reading reading) {
        return new AskedMeter(name, Meter.gauge(name, unit), discovery, group, reading);
    }

    /**
     * Asks one resource, by a reading that the cycle shares: it is called again when the answer is there. Thread-safe.
     */
    @FunctionalInterface
    interface Reading {

        /**
         * Hands over the volumes of one resource. None is no failure: the resource has nothing of the kind.
         *
         * @throws CloudException if it does not answer
         * @throws OddEntryException if its answer lacks what is measured
         */
        void read(Resource resource, Poll poll, Sink sink)
                throws CloudException, OddEntryException, InterruptedException;
    }

    /** Takes volumes. */
    @FunctionalInterface
    interface Sink {

        void take(Number volume, Subject subject);
    }
}
