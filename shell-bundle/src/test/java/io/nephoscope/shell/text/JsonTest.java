package io.nephoscope.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.dto.SampleDTO;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void writesPublicFieldsOfADto() {
        SampleDTO sample = new SampleDTO();
        sample.meter = "cpu";
        sample.volume = 9_007_199_254_740_993L;
        sample.metadata = Map.of("vcpus", 2);

        String json = Json.of(List.of(sample));

        assertThat(json)
                .isEqualTo("[{\"meter\":\"cpu\",\"type\":\"\",\"unit\":\"\",\"volume\":9007199254740993,"
                        + "\"resourceId\":\"\",\"userId\":\"\",\"projectId\":\"\",\"metadata\":{\"vcpus\":2}}]");
    }

    @Test
    void keepsWhetherAVolumeIsAFloat() {
        assertThat(Json.of(List.of(1L, 1.0))).isEqualTo("[1,1.0]");
    }

    @Test
    void escapesWhatTextMayHold() {
        assertThat(Json.of("a\"\n\u001b")).isEqualTo("\"a\\\"\\n\\u001B\"");
    }

    @Test
    void writesNothingForNull() {
        assertThat(Json.of(new ArrayList<>(Arrays.asList(null, true)))).isEqualTo("[null,true]");
    }

    @Test
    void writesWhatJsonHasNoNumberForAsText() {
        assertThat(Json.of(Double.NaN)).isEqualTo("\"NaN\"");
    }
}
