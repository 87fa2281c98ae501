package org.example.rooms;

import java.util.Map;

/**
 * What one request to the building tells of all rooms.
 *
 * @param temperatures degrees Celsius by room
 * @param energy watt-hours since the meter was built in, by room
 */
record Readings(Map<String, Double> temperatures, Map<String, Long> energy) {}
