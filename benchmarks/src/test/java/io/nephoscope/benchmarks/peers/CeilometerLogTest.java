package io.nephoscope.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CeilometerLogTest {

    private static final String LINE =
            "2026-11-22 06:37:%s 30338 INFO ceilometer.polling.manager [-] Polling pollster %s in the context of x\u001b[00m\n";

    @Test
    void beginsACycleWhereAPollsterIsNamedAgain() {
        String log = LINE.formatted("25.908", "cpu")
                + LINE.formatted("26.015", "memory.usage")
                + LINE.formatted("28.900", "memory.usage")
                + LINE.formatted("29.001", "cpu")
                + LINE.formatted("31.902", "cpu");

        assertThat(CeilometerLog.starts(log)).isEqualTo(List.of(at("25.908"), at("28.900"), at("31.902")));
    }

    @Test
    void passesOverEverythingElse() {
        String log = "2026-11-22 06:37:25.916 30338 WARNING ceilometer.compute.pollsters [-] cpu statistic missing\n";

        assertThat(CeilometerLog.starts(log)).isEmpty();
    }

    private static Instant at(String seconds) {
        return LocalDateTime.parse("2026-11-22T06:37:" + seconds)
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }
}
