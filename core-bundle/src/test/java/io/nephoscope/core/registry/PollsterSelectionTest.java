package io.nephoscope.core.registry;

import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Plugins.selection;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.dto.PollsterState;
import io.nephoscope.core.plugin.PollsterPlugin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PollsterSelectionTest {

    @Test
    void choosesTheFirstOfEachName() {
        PollsterPlugin higher = pollster("cpu");
        PollsterPlugin lower = pollster("cpu");

        PollsterSelection selection = selection(List.of(higher, lower), "central");

        assertThat(selection.chosen()).containsExactly(Map.entry("cpu", higher));
        assertThat(selection.others())
                .containsExactly(new PollsterSelection.Other(
                        lower, PollsterState.SHADOWED, "test.bundle 1.0.0 has a pollster of the same name"));
    }

    @Test
    void leavesOutForeignNamespaces() {
        PollsterPlugin pollster = pollster("cpu");

        PollsterSelection selection = selection(List.of(pollster), "compute");

        assertThat(selection.chosen()).isEmpty();
        assertThat(selection.others())
                .containsExactly(new PollsterSelection.Other(pollster, PollsterState.FOREIGN, ""));
    }

    @Test
    void listsAPollsterThatIsDescribedBadlyAsFailedAndChoosesTheOther() {
        PollsterPlugin bad = pollster("cpu");
        PollsterPlugin good = pollster("cpu");

        PollsterSelection selection = PollsterSelection.of(
                List.of(new PollsterOffer(bad, "its namespace is no text"), new PollsterOffer(good, "")),
                Set.of("central"));

        assertThat(selection.chosen()).containsExactly(Map.entry("cpu", good));
        assertThat(selection.others())
                .containsExactly(new PollsterSelection.Other(bad, PollsterState.FAILED, "its namespace is no text"));
    }
}
