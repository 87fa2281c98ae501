package io.nephoscope.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

    private static final Set<String> KNOWN = Set.of("polling:poll", "polling:pollsters", "polling:tasks", "scr:list");

    @Test
    void suggestsWhatIsSpelledNearlySoTheNearestFirst() {
        assertThat(Suggestions.notFound("pol", KNOWN)).isEqualTo("pol: unknown command; did you mean poll, pollsters?");
        assertThat(Suggestions.notFound("tsaks", KNOWN)).endsWith("did you mean tasks?");
    }

    @Test
    void suggestsWhatHasMoreLetters() {
        assertThat(Suggestions.notFound("plstrs", KNOWN)).endsWith("did you mean pollsters?");
    }

    @Test
    void suggestsCommandsOfOtherScopesByTheirFullName() {
        assertThat(Suggestions.notFound("lsit", KNOWN)).endsWith("did you mean scr:list?");
    }

    @Test
    void pointsToTheHelpWhenNothingIsNear() {
        assertThat(Suggestions.notFound("frobnicate", KNOWN))
                .isEqualTo("frobnicate: unknown command; help lists those there are");
    }

    @Test
    void countsLettersThatDiffer() {
        assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
    }
}
