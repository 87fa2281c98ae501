package io.nephoscope.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nephoscope.api.partition.Partitioner;
import io.nephoscope.api.partition.Publication;
import io.nephoscope.api.partition.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionerSharingTest {

    private static final Map<String, List<String>> RESOURCES = Map.of("cinder", List.of("a", "b"));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<String> told = new ArrayList<>();
    private boolean isBroken;
    private Optional<Partitioner> partitioner = Optional.of(new Told());
    private final PartitionerSharing sharing = new PartitionerSharing(() -> partitioner, Map::of);

    private final class Told implements Partitioner {

        @Override
        public Share share() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void concluded(String series, Instant due) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Publication publication(String series, Instant due) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void polled(Map<String, List<String>> resources, Duration took, Duration interval) {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            told.add(resources + " " + took + " of " + interval);
        }
    }

    @Test
    void tellsThePartitionerWhatPollsCost() {
        sharing.polled(RESOURCES, Duration.ofSeconds(2), MINUTE);

        assertThat(told).containsExactly("{cinder=[a, b]} PT2S of PT1M");
    }

    @Test
    void tellsNobodyWhereThereIsNone() {
        partitioner = Optional.empty();

        assertThatCode(() -> sharing.polled(RESOURCES, MINUTE, MINUTE)).doesNotThrowAnyException();
    }

    @Test
    void isNotBrokenByAPartitionerThatIs() {
        isBroken = true;

        assertThatCode(() -> sharing.polled(RESOURCES, MINUTE, MINUTE)).doesNotThrowAnyException();
    }
}
