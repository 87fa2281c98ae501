package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.monitor.MonitorLimits;
import java.time.Duration;

/**
 * How patient a connection is.
 *
 * @param answer how long the other side may take to accept a connection or to answer a probe
 * @param probe from one probe to the next
 * @param firstRetry after the first failure; doubled after each further one
 * @param lastRetry the longest wait between two attempts
 * @param guests how patient it is with guests
 */
record ConnectionSettings(
        Duration answer, Duration probe, Duration firstRetry, Duration lastRetry, MonitorLimits guests) {

    /** What is usual with guests. */
    ConnectionSettings(Duration answer, Duration probe, Duration firstRetry, Duration lastRetry) {
        this(answer, probe, firstRetry, lastRetry, MonitorLimits.of(0, 8));
    }

    Duration retryAfter(int failures) {
        Duration doubled = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(lastRetry) < 0 ? doubled : lastRetry;
    }
}
