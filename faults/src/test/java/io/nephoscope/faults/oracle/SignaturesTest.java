package io.nephoscope.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    /** The signature was made by Ceilometer's compute_signature. */
    private static final String SAMPLE = """
            {"source": "openstack", "counter_name": "oracle.first", "counter_volume": 7, "user_id": null,
             "monotonic_time": 12.5, "resource_metadata": {"b": {"c": "d"}, "a": "é"}, "message_signature": "%s"}
            """;

    private static final String RIGHT = "032692225880abcafd46cd08e601e50224347bd4fb6a813ec5d07c0dad93c43c";

    @Test
    void knowsTheRightSignature() throws Exception {
        assertThat(new Signatures("faults").isRight(new ObjectMapper().readTree(SAMPLE.formatted(RIGHT))))
                .isTrue();
    }

    @Test
    void knowsAWrongOne() throws Exception {
        assertThat(new Signatures("other").isRight(new ObjectMapper().readTree(SAMPLE.formatted(RIGHT))))
                .isFalse();
    }
}
