package io.nephoscope.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.fake.PageTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PollingPageTest {

    @Test
    void thePageNamesEachKeyOfASource() throws IOException {
        assertThat(PageTable.below("polling.yaml"))
                .extracting(row -> row.get(0))
                .containsExactlyInAnyOrderElementsOf(SourceReader.KEYS);
    }
}
