package org.example.rooms;

/**
 * A room with sensors.
 *
 * @param name as the building calls it
 * @param floor where it is
 */
record Room(String name, String floor) {}
