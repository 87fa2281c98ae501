package io.nephoscope.publisher.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartialSuccessTest {

    private static final byte[] ANSWER = ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(300)
                    .setErrorMessage("too \u00e4lt"))
            .build()
            .toByteArray();

    @Test
    void tellsHowManyPointsWereLeftOutAndWhy() {
        assertThat(PartialSuccess.of(ANSWER)).isEqualTo(new PartialSuccess(300, "too \u00e4lt"));
    }

    @Test
    void isNoneWhereNothingIsSaid() {
        assertThat(PartialSuccess.of(new byte[0])).isEqualTo(PartialSuccess.NONE);
        assertThat(PartialSuccess.of("{\"partialSuccess\":{}}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(PartialSuccess.NONE);
    }

    @Test
    void passesOverFieldsThatItDoesNotKnow() {
        byte[] more = new byte[ANSWER.length + 12];
        // Fields 7 of eight bytes, and 8 of a varint.
        System.arraycopy(new byte[] {7 << 3 | 1, 1, 2, 3, 4, 5, 6, 7, 8, 8 << 3, (byte) 0x80, 1}, 0, more, 0, 12);
        System.arraycopy(ANSWER, 0, more, 12, ANSWER.length);

        assertThat(PartialSuccess.of(more).rejected()).isEqualTo(300);
    }

    @Test
    void failsForNoAnswerWhatever() {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = Arrays.copyOf(ANSWER, random.nextInt(ANSWER.length + 4));
            for (int j = 0; j < 3 && broken.length > 0; j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }

            assertThat(PartialSuccess.of(broken).rejected()).isNotNegative();
        }
    }
}
