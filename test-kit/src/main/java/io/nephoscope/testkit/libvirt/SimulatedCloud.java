package io.nephoscope.testkit.libvirt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What all simulated guests share: their shape and their time. */
final class SimulatedCloud {

    /** They have been running for so long when the first question comes. */
    private static final Duration AGE = Duration.ofHours(1);

    private final GuestShape shape;
    private final InstantSource clock;
    private final Instant started;
    private final Column[] columns;
    /** At most as many as there are selections that clients make. */
    private final Map<Selection, Column[]> selected = new ConcurrentHashMap<>();

    SimulatedCloud(GuestShape shape, InstantSource clock) {
        this.shape = shape;
        this.clock = clock;
        started = clock.instant().minus(AGE);
        columns = shape.columns();
    }

    List<FakeGuest> guests(int count) {
        return IntStream.rangeClosed(1, count)
                .<FakeGuest>mapToObj(index -> new SimulatedGuest(this, index))
                .toList();
    }

    GuestShape shape() {
        return shape;
    }

    Column[] columns(Selection selection) {
        Selection known = new Selection(selection.groups() & Selection.KNOWN_GROUPS, selection.monitor());
        return selected.computeIfAbsent(known, this::select);
    }

    private Column[] select(Selection selection) {
        return Stream.of(columns)
                .filter(column -> selection.includes(column.name()))
                .toArray(Column[]::new);
    }

    long millis() {
        return clock.millis() - started.toEpochMilli();
    }

    Instant now() {
        return clock.instant();
    }
}
