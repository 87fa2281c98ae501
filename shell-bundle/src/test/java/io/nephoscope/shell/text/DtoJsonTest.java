package io.nephoscope.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.dto.SampleDTO;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DtoJsonTest {

    @Test
    void writesPublicFieldsOfADto() {
        SampleDTO sample = new SampleDTO();
        sample.meter = "cpu";
        sample.volume = 9_007_199_254_740_993L;
        sample.metadata = Map.of("vcpus", 2);

        assertThat(DtoJson.of(List.of(sample)))
                .isEqualTo("[{\"meter\":\"cpu\",\"type\":\"\",\"unit\":\"\",\"volume\":9007199254740993,"
                        + "\"resourceId\":\"\",\"userId\":\"\",\"projectId\":\"\",\"metadata\":{\"vcpus\":2}}]");
    }
}
