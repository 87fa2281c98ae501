package io.nephoscope.connector.libvirt.monitor;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.connector.libvirt.DomainRef;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuestReportTest {

    private static final Instant SINCE = Instant.parse("2026-11-22T12:00:00.5Z");

    @Test
    void saysNothingWhileAllAnswer() {
        assertThat(new GuestReport(Map.of(), 0, 8, 0).line()).isEmpty();
    }

    @Test
    void namesThoseThatDoNotAnswerTheLongestSilentFirst() {
        GuestReport report =
                new GuestReport(Map.of(FakeGuests.ref(1), SINCE, FakeGuests.ref(2), SINCE.minusSeconds(60)), 2, 8, 0);

        HealthReport line = report.line().orElseThrow();

        assertThat(line.state()).isEqualTo(HealthReport.State.WAITING);
        assertThat(line.message())
                .isEqualTo("guest-2 (since 2026-11-22T11:59:00Z), guest-1 (since 2026-11-22T12:00:00Z) do not answer;"
                        + " 2 of at most 8 calls are stuck");
    }

    @Test
    void countsThoseThatAreTooManyToName() {
        Map<DomainRef, Instant> many = IntStream.range(0, 12).boxed().collect(toMap(FakeGuests::ref, number -> SINCE));

        assertThat(new GuestReport(many, 7, 8, 30).line().orElseThrow().message())
                .contains(
                        " and 2 more do not answer; 7 of at most 8 calls are stuck, so 30 more guests are read without");
    }
}
