package io.nephoscope.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CollectdPeerTest {

    @Test
    void readsFromItsWarningsWhatCyclesTook() {
        String log = """
                [2026-11-22 06:34:55] Initialization complete, entering read-loop.
                [2026-11-22 06:34:55] plugin_read_thread: read-function of the `virt-0' plugin took 0.017 seconds, which \
                is above its read interval (0.010 seconds). You might want to adjust the `Interval' or `ReadThreads'.
                """;

        assertThat(CollectdPeer.tookMillis(log)).containsExactly(17.0);
    }
}
