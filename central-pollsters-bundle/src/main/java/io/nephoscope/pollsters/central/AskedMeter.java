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
 * @param reading asks one
 */
record AskedMeter(String pollster, Meter meter, String discovery, Reading reading) {

    static AskedMeter gauge(String name, String unit, String discovery, Reading reading) {
        return new AskedMeter(name, Meter.gauge(name, unit), discovery, reading);
    }

    /** Asks one resource. Thread-safe. */
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
