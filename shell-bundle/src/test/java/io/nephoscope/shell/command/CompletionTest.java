package io.nephoscope.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.shell.polling.FakeAgent;
import io.nephoscope.shell.polling.Gogo;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompletionTest {

    private static final Set<String> KNOWN = Set.of("polling:pollsters", "polling:poll", "scr:list", "felix:lb");

    private final Commands commands = Gogo.commands(new FakeAgent().withPollsters("cpu", "vcpus").agent);

    @Test
    void completesOwnCommandsByTheirBareName() {
        assertThat(complete("poll")).containsExactly("poll", "pollsters");
        assertThat(complete("polling:")).containsExactly("polling:poll", "polling:pollsters");
    }

    @Test
    void completesOtherCommandsByTheirFullName() {
        assertThat(complete("s")).containsExactly("scr:list", "sources", "status");
    }

    @Test
    void completesArguments() {
        assertThat(complete("poll", "c")).containsExactly("cpu");
        assertThat(complete("polling:poll", "")).containsExactly("cpu", "vcpus");
    }

    @Test
    void completesOptions() {
        assertThat(complete("poll", "cpu", "--r")).containsExactly("--resource");
    }

    @Test
    void offersNothingForWhatItDoesNotKnow() {
        assertThat(complete("scr:list", "")).isEmpty();
    }

    private List<String> complete(String... words) {
        return commands.complete(List.of(words), KNOWN);
    }
}
