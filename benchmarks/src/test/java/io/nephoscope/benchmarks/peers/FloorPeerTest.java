package io.nephoscope.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorPeerTest {

    @Test
    void saysThatItWasNotCompiledAndBlamesNoPackage(@TempDir Path folder) {
        FloorPeer peer = new FloorPeer(folder.resolve("floor"), 1, Set::of);

        assertThat(peer.refusal(new Crowd(1, false)))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("--no-build").doesNotContain("not installed"));
    }
}
