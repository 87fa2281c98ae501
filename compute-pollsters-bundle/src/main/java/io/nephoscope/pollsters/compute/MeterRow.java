package io.nephoscope.pollsters.compute;

import io.nephoscope.api.sample.Meter;
import io.nephoscope.connector.libvirt.StatsGroup;

/**
 * A row of the table of meters.
 *
 * @param group the statistics it is read from
 */
record MeterRow(Meter meter, StatsGroup group, Reading reading) {}
