package org.example.rooms;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The other side, as a service that the components of this plugin share; a fake one serves their tests. */
interface Building {

    /** Lists the rooms. */
    List<Room> rooms(Duration timeout) throws IOException, InterruptedException;

    /** Reads what the building collects of all rooms, in one request. */
    Readings readings(Duration timeout) throws IOException, InterruptedException;

    /** Reads one value of one room, such as its {@code humidity}, from the room's own sensor. */
    double read(Room room, String value, Duration timeout) throws IOException, InterruptedException;
}
