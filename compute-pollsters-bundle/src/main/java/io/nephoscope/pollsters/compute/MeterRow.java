package io.nephoscope.pollsters.compute;

import io.nephoscope.api.sample.Meter;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.Optional;
import java.util.Set;

/**
 * A row of the table of meters.
 *
 * @param groups the statistics it is read from
 * @param reading how it is read of an instance that runs
 * @param stopped how it is read of an instance that does not, where that makes sense
 */
record MeterRow(Meter meter, Set<StatsGroup> groups, Reading reading, Optional<Reading> stopped) {

    static MeterRow of(Meter meter, StatsGroup group, Reading reading) {
        return new MeterRow(meter, Set.of(group), reading, Optional.empty());
    }

    /** The same row with a reading for instances that do not run. */
    MeterRow stopped(Reading other) {
        return new MeterRow(meter, groups, reading, Optional.of(other));
    }
}
