package io.nephoscope.benchmarks.peers;

import io.nephoscope.benchmarks.measure.Tap;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a peer polls, how often, and where its samples go.
 *
 * @param socket of the daemon
 * @param folder of this peer's files
 * @param tap where its samples come out
 */
public record Setting(Path socket, Path folder, Duration interval, String brokerUrl, Tap tap) {

    private static final int FEWEST_CYCLES = 2;

    /** How many cycles pass in so much time: a few at least. */
    public static int cycles(Duration time, Duration interval) {
        return (int) Math.max(FEWEST_CYCLES, time.dividedBy(interval));
    }

    /** How many of its cycles pass in so much time. */
    public int cycles(Duration time) {
        return cycles(time, interval);
    }

    /** The same in another folder. */
    Setting in(Path other) {
        return new Setting(socket, other, interval, brokerUrl, tap);
    }

    /** Libvirt's name for the daemon. */
    public String uri() {
        return "qemu+unix:///system?socket=" + socket;
    }
}
