package io.nephoscope.connector.snmp.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A device that was asked, as one user: its session, its record, and what was learned of it. Thread-safe. */
final class Device {

    /** Several pollsters of one cycle may ask. */
    private static final Duration SAME_CYCLE = Duration.ofSeconds(1);
    /** How long one that was asked but once counts as asked. */
    private static final Duration USUAL = Duration.ofMinutes(15);

    private static final Duration SLACK = Duration.ofSeconds(30);

    private final String name;
    private final DeviceSession session;
    private final DeviceRecord record;
    private final InstantSource clock;
    private volatile int bound = Integer.MAX_VALUE;
    private volatile long lastUse = System.nanoTime();
    private Instant usedAt;
    /** The longest time from one cycle that asked to the next. */
    private Duration rhythm = Duration.ZERO;

    Device(String name, DeviceSession session, InstantSource clock) {
        this.name = name;
        this.session = session;
        this.record = new DeviceRecord(clock);
        this.clock = clock;
        this.usedAt = clock.instant();
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

    synchronized void use() {
        Instant now = clock.instant();
        Duration gap = Duration.between(usedAt, now);
        if (gap.compareTo(SAME_CYCLE) > 0 && gap.compareTo(rhythm) > 0) {
            rhythm = gap;
        }
        usedAt = now;
        lastUse = System.nanoTime();
    }

    /** Whether somebody still asks it: a device that was taken from polling.yaml, or whose URL was mended, is no trouble. */
    synchronized boolean isAsked() {
        Duration within = rhythm.isZero() ? USUAL : rhythm.multipliedBy(2).plus(SLACK);
        return Duration.between(usedAt, clock.instant()).compareTo(within) <= 0;
    }

    long lastUse() {
        return lastUse;
    }
}
