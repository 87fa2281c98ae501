package io.nephoscope.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.partition.Ownership;
import io.nephoscope.api.partition.Publication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToozPartitionerTest {

    private static final String OURS = "ours";
    private static final String THEIRS = "theirs";

    private final List<String> asked = new ArrayList<>();
    private final ToozPartitioner ours = new ToozPartitioner("central", OURS, asked::add);
    private final ToozPartitioner theirs = new ToozPartitioner("central", THEIRS, group -> {});

    private static Ownership now(ToozPartitioner partitioner) {
        return partitioner.share().at("s/p", Instant.EPOCH);
    }

    @Test
    void asksForAGroupAndOwnsNothingBeforeItIsKnown() {
        assertThat(now(ours).owns("global", "r")).isFalse();
        assertThat(asked).containsExactly("central-global");
    }

    @Test
    void ownsWhatTheOthersDoNot() {
        Set<String> members = Set.of(OURS, THEIRS);
        ours.members("central-global", members);
        theirs.members("central-global", members);

        int mine = 0;
        for (int i = 0; i < 1_000; i++) {
            String resource = "http://host/" + i;
            boolean own = now(ours).owns("global", resource);
            assertThat(now(theirs).owns("global", resource)).isNotEqualTo(own);
            assertThat(now(ours).owner("global", resource)).contains(own ? OURS : THEIRS);
            mine += own ? 1 : 0;
        }
        assertThat(mine).isBetween(200, 800);
    }

    /** As with Ceilometer, what moves is polled by its new owner the next time; what was not known at all, at once. */
    @Test
    void hasThatPolledLateAloneWhoseGroupWasNotKnown() {
        Ownership unknown = now(ours);
        assertThat(ours.members("central-global", Set.of(OURS))).isTrue();
        Ownership alone = now(ours);
        assertThat(ours.members("central-global", Set.of(OURS))).isFalse();
        assertThat(ours.members("central-global", Set.of(OURS, THEIRS))).isTrue();

        assertThat(alone).isNotEqualTo(unknown);
        assertThat(now(ours)).isEqualTo(alone).hasSameHashCodeAs(alone);
        assertThat(ours.share().generation()).isEqualTo(2);
    }

    @Test
    void letsEverythingGo() {
        assertThat(ours.publication("s/p", Instant.EPOCH)).isEqualTo(Publication.PUBLISH);
    }
}
