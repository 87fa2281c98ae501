package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.rpc.KeepAlive.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeepAliveTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final KeepAlive keepAlive = new KeepAlive(new RpcTimeouts(LONG, LONG, Duration.ofNanos(10), 2), 100);

    @Test
    void pingsAfterASilence() {
        assertThat(keepAlive.verdict(109)).isEqualTo(Verdict.WAIT);
        assertThat(keepAlive.nanosToNext(109)).isEqualTo(1);
        assertThat(keepAlive.verdict(110)).isEqualTo(Verdict.PING);
    }

    @Test
    void givesUpWhenNoPingIsAnswered() {
        keepAlive.verdict(110);
        keepAlive.verdict(120);

        assertThat(keepAlive.verdict(129)).isEqualTo(Verdict.WAIT);
        assertThat(keepAlive.verdict(130)).isEqualTo(Verdict.GIVE_UP);
    }

    @Test
    void takesWhateverArrivesForASignOfLife() {
        keepAlive.verdict(110);
        keepAlive.verdict(120);
        keepAlive.heard(125);

        assertThat(keepAlive.verdict(130)).isEqualTo(Verdict.WAIT);
        assertThat(keepAlive.verdict(135)).isEqualTo(Verdict.PING);
    }
}
