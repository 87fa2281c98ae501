package io.nephoscope.pollsters.compute;

import io.nephoscope.api.sample.Meter;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row of the table of meters.
 *
 * @param origins where the values of instances that run come from; the first that has them counts
 * @param stopped how it is read of an instance that does not run, where that makes sense
 */
record MeterRow(Meter meter, List<ReadingOrigin> origins, Optional<Reading> stopped) {

    MeterRow {
        origins = List.copyOf(origins);
    }

    /** A meter that each guest has. */
    static MeterRow of(Meter meter, StatsGroup group, Reading reading) {
        return new MeterRow(meter, List.of(new ReadingOrigin(group, reading, Optional.empty())), Optional.empty());
    }

    /** A meter that only guests have which have a certain value. */
    static MeterRow of(Meter meter, StatsGroup group, Reading reading, PresenceIndicator indicator) {
        return new MeterRow(
                meter, List.of(new ReadingOrigin(group, reading, Optional.of(indicator))), Optional.empty());
    }

    /** The same row with another origin, for guests that do not have it from those before. */
    MeterRow or(StatsGroup group, Reading reading, PresenceIndicator indicator) {
        List<ReadingOrigin> more = new ArrayList<>(origins);
        more.add(new ReadingOrigin(group, reading, Optional.of(indicator)));
        return new MeterRow(meter, more, stopped);
    }

    /** The same row with a reading for instances that do not run. */
    MeterRow stopped(Reading other) {
        return new MeterRow(meter, origins, Optional.of(other));
    }

    /** The same row for those who do not care for instances that do not run. */
    MeterRow onlyRunning() {
        return new MeterRow(meter, origins, Optional.empty());
    }

    /** All statistics that it may be read from. */
    Set<StatsGroup> groups() {
        return origins.stream().map(ReadingOrigin::group).collect(Collectors.toUnmodifiableSet());
    }

    /** Reads it of an instance that runs, as {@link Reading#read}. */
    boolean read(Guest guest, Reading.Sink sink) throws HypervisorException {
        for (ReadingOrigin origin : origins) {
            if (origin.reading().read(guest, sink)) {
                return true;
            }
        }
        return false;
    }
}
