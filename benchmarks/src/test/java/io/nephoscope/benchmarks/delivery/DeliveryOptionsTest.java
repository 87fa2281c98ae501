package io.nephoscope.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeliveryOptionsTest {

    @Test
    void measuresEverythingFiveTimesByDefault() {
        DeliveryOptions options = DeliveryOptions.parse();

        assertThat(options.queues()).containsExactly(QueueKind.CLASSIC, QueueKind.DURABLE, QueueKind.QUORUM);
        assertThat(options.peers()).containsExactly("nephoscope-disk", "nephoscope-memory", "ceilometer", "perf-test");
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.ceilometers()).isEqualTo(40_000);
    }

    @Test
    void measuresAPart() {
        DeliveryOptions options = DeliveryOptions.parse(
                "--queues",
                "quorum,classic",
                "--peers",
                "nephoscope-disk",
                "--rounds",
                "2",
                "--samples",
                "5000",
                "--seconds",
                "9",
                "--minutes",
                "0");

        assertThat(options.queues()).containsExactly(QueueKind.QUORUM, QueueKind.CLASSIC);
        assertThat(options.peers()).containsExactly("nephoscope-disk");
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.samples()).isEqualTo(5000);
        assertThat(options.seconds()).isEqualTo(9);
        assertThat(options.minutes()).isZero();
    }

    @Test
    void beginsEachRoundWithAnotherPeer() {
        DeliveryOptions options = DeliveryOptions.parse("--peers", "nephoscope-disk,nephoscope-memory,ceilometer");

        assertThat(options.turn(0)).containsExactly("nephoscope-disk", "nephoscope-memory", "ceilometer");
        assertThat(options.turn(1)).containsExactly("nephoscope-memory", "ceilometer", "nephoscope-disk");
        assertThat(options.turn(3)).isEqualTo(options.turn(0));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> DeliveryOptions.parse("--fast")).hasMessage("unknown option: --fast");
        assertThatThrownBy(() -> DeliveryOptions.parse("--queues", "stream")).hasMessageContaining("quorum");
        assertThatThrownBy(() -> DeliveryOptions.parse("--peers", "telegraf")).hasMessageContaining("telegraf");
        assertThatThrownBy(() -> DeliveryOptions.parse("--rounds", "0")).hasMessageContaining("from 1");
        assertThatThrownBy(() -> DeliveryOptions.parse("--samples")).hasMessage("--samples needs a value");
    }
}
