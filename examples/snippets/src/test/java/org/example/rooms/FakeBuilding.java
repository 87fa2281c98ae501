package org.example.rooms;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A building with a kitchen and a cellar; the cellar's sensor does not answer. */
final class FakeBuilding implements Building {

    static final Room KITCHEN = new Room("kitchen", "1");
    static final Room CELLAR = new Room("cellar", "0");

    final Map<String, Long> energy = new TreeMap<>(Map.of("kitchen", 1_000L));
    int requests;

    @Override
    public List<Room> rooms(Duration timeout) {
        return List.of(CELLAR, KITCHEN);
    }

    @Override
    public Readings readings(Duration timeout) {
        requests++;
        return new Readings(Map.of("kitchen", 21.5), Map.copyOf(energy));
    }

    @Override
    public double read(Room room, String value, Duration timeout) throws IOException {
        if (room.equals(CELLAR)) {
            throw new IOException("connection refused");
        }
        return 45.0;
    }
}
