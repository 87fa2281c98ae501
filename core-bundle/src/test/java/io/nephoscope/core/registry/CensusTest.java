package io.nephoscope.core.registry;

import static io.nephoscope.core.fake.Plugins.pollster;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.dto.PollsterState;
import io.nephoscope.core.plugin.PollsterPlugin;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CensusTest {

    @Test
    void choosesTheFirstOfEachName() {
        PollsterPlugin higher = pollster("cpu");
        PollsterPlugin lower = pollster("cpu");

        Census census = Census.of(List.of(higher, lower), Set.of("central"));

        assertThat(census.chosen()).containsExactly(java.util.Map.entry("cpu", higher));
        assertThat(census.others())
                .containsExactly(new Census.Other(
                        lower, PollsterState.SHADOWED, "test.bundle 1.0.0 has a pollster of the same name"));
    }

    @Test
    void leavesOutForeignNamespaces() {
        PollsterPlugin pollster = pollster("cpu");

        Census census = Census.of(List.of(pollster), Set.of("compute"));

        assertThat(census.chosen()).isEmpty();
        assertThat(census.others()).containsExactly(new Census.Other(pollster, PollsterState.FOREIGN, ""));
    }

    @Test
    void refusesAPollsterWithoutAName() {
        Census census = Census.of(List.of(pollster("")), Set.of("central"));

        assertThat(census.chosen()).isEmpty();
        assertThat(census.others()).extracting(Census.Other::state).containsExactly(PollsterState.FAILED);
    }
}
