package io.nephoscope.testkit;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the agent expects of every builder of pollsters. Extend it in a plugin's tests. */
public abstract class PollsterBuilderContract {

    /** A new builder that has something to offer. */
    protected abstract PollsterBuilder builder();

    @Test
    void offersPollsters() {
        Collection<PollsterDefinition> offered = builder().pollsters();

        assertFalse(offered.isEmpty(), "it offers nothing");
        assertFalse(offered.stream().anyMatch(Objects::isNull), "it gave null for a definition");
    }

    @Test
    void givesEachPollsterANameOfItsOwn() {
        Collection<PollsterDefinition> offered = builder().pollsters();

        assertEquals(
                offered.size(),
                offered.stream().map(PollsterDefinition::name).collect(toSet()).size());
    }

    /** What is unchanged keeps its next due time and its state. */
    @Test
    void offersEqualDefinitionsWhileNothingChanges() {
        PollsterBuilder builder = builder();

        List<PollsterDefinition> first = List.copyOf(builder.pollsters());

        assertEquals(first, List.copyOf(builder.pollsters()));
    }
}
