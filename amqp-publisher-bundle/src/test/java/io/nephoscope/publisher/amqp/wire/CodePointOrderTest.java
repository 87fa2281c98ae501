package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {

    private static final String BELOW_SURROGATES = "\ud7ff";
    private static final String ABOVE_SURROGATES = "\uff5e";
    private static final String BEYOND_BASIC_PLANE = "\ud83d\ude00";

    @Test
    void sortsByCodePoints() {
        Map<String, Integer> map =
                Map.of(BEYOND_BASIC_PLANE, 1, ABOVE_SURROGATES, 2, BELOW_SURROGATES, 3, "a", 4, "a:", 5, "", 6);

        assertThat(CodePointOrder.sort(map))
                .extracting(member -> (Object) member.getKey())
                .containsExactly("", "a", "a:", BELOW_SURROGATES, ABOVE_SURROGATES, BEYOND_BASIC_PLANE);
    }

    @Test
    void sortsSignedKeysBeyondTheBasicPlane() {
        Bytes preimage = new Bytes(16);

        Preimage.append(preimage, "", Map.of(BEYOND_BASIC_PLANE, 1L, ABOVE_SURROGATES, 2L));

        assertThat(new String(preimage.copy(), UTF_8)).isEqualTo(ABOVE_SURROGATES + 2 + BEYOND_BASIC_PLANE + 1);
    }
}
