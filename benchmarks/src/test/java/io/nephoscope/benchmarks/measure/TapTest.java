package io.nephoscope.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TapTest {

    @Test
    void countsSamplesOfAnEnvelope() {
        String body = """
                {"oslo.version": "2.0", "oslo.message": "{\\"payload\\": {\\"samples\\": [{\\"counter_name\\": \\"cpu\\"}, \
                {\\"counter_name\\": \\"memory.usage\\"}]}}"}""";

        assertThat(Tap.samplesIn(body.getBytes(UTF_8))).isEqualTo(2);
    }

    @Test
    void countsListsOfValuesOfCollectd() {
        String body = """
                [{"values":[1],"dstypes":["gauge"],"dsnames":["value"],"plugin":"virt"}]""";

        assertThat(Tap.samplesIn(body.getBytes(UTF_8))).isEqualTo(1);
    }

    @Test
    void countsNothingOfOtherMessages() {
        assertThat(Tap.samplesIn("{}".getBytes(UTF_8))).isZero();
    }
}
