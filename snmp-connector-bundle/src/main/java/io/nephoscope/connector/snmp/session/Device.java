package io.nephoscope.connector.snmp.session;

import java.time.InstantSource;

/** A device that was asked, as one user: its session, its record, and what was learned of it. Thread-safe. */
final class Device {

    private final String name;
    private final DeviceSession session;
    private final DeviceRecord record;
    private volatile int bound = Integer.MAX_VALUE;
    private volatile long lastUse = System.nanoTime();

    Device(String name, DeviceSession session, InstantSource clock) {
        this.name = name;
        this.session = session;
        this.record = new DeviceRecord(clock);
    }

    /** Host and port. */
    String name() {
        return name;
    }

    DeviceSession session() {
        return session;
    }

    DeviceRecord record() {
        return record;
    }

    /** How many exact OIDs it answers at once, as far as is known. */
    int bound() {
        return bound;
    }

    void learn(int newBound) {
        bound = newBound;
    }

    void use() {
        lastUse = System.nanoTime();
    }

    long lastUse() {
        return lastUse;
    }
}
