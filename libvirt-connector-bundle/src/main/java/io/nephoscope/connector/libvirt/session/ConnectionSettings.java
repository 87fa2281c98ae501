package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.monitor.MonitorLimits;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;

/**
 * How a connection is watched.
 *
 * @param answer how long the other side may take to accept a connection or to answer a probe
 * @param probe from one probe to the next
 * @param retry from a failure to the next attempt
 * @param guests how much readings of guests may take
 */
record ConnectionSettings(Duration answer, Duration probe, Backoff retry, MonitorLimits guests) {

    ConnectionSettings {
        if (isNone(answer) || isNone(probe) || isNone(retry.first())) {
            throw new IllegalArgumentException("without time to wait it would ask without a pause");
        }
    }

    /** What is usual with guests. */
    ConnectionSettings(Duration answer, Duration probe, Backoff retry) {
        this(answer, probe, retry, MonitorLimits.of(0, 8));
    }

    private static boolean isNone(Duration time) {
        return time.isZero() || time.isNegative();
    }
}
