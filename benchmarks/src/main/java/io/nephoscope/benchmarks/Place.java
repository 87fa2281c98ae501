package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.measure.Tap;
import io.nephoscope.benchmarks.peers.Setting;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where peers run.
 *
 * @param state the folder of all files; its path is short enough for sockets
 */
record Place(Path state, String brokerUrl, Tap tap) {

    /** What all peers are told, one after the other: one folder serves all. */
    Setting setting(String peer, Path socket, Duration interval) {
        return new Setting(socket, state.resolve(peer), interval, brokerUrl, tap);
    }
}
