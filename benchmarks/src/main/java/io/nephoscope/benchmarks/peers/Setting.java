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

    /** Libvirt's name for the daemon. */
    public String uri() {
        return "qemu+unix:///system?socket=" + socket;
    }
}
