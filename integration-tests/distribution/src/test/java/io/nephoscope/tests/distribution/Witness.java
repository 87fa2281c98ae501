package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** A pollster that counts its polls, each second, beside those that misbehave. */
final class Witness {

    /** Cycles may be late on a busy machine, and one that meets a hanging pollster lasts until its deadline. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(10);

    private static final Duration SOON = Duration.ofMinutes(1);

    private final Printed printed;
    private int seen;

    Witness(Agent agent) {
        this(agent, "\"ticks\"");
    }

    /** @param mark what tells its samples from those of others that tick */
    Witness(Agent agent, String mark) {
        printed = agent.printed(line -> line.contains("\"ticks\"") && line.contains(mark));
    }

    void beginToWatch() throws IOException {
        seen = Math.max(0, polls().size() - 1);
    }

    /** Until it was polled so many times more. */
    void awaitPolls(int more) throws IOException {
        int before = polls().size();
        await().atMost(SOON).until(() -> polls().size() >= before + more);
    }

    /** Since it is watched, each of its samples came, in order, and none of them late. */
    void assertThatNothingIsMissing() throws IOException {
        List<JsonNode> polls = polls().subList(seen, polls().size());
        List<Long> counts = polls.stream()
                .map(sample -> sample.path("counter_volume").asLong())
                .toList();
        assertThat(counts)
                .as("the counts of the witness")
                .isEqualTo(LongStream.range(counts.get(0), counts.get(0) + counts.size())
                        .boxed()
                        .toList());
        Instant before = time(polls.get(0));
        for (JsonNode poll : polls) {
            assertThat(Duration.between(before, time(poll)))
                    .as("the gap before %s", poll)
                    .isLessThan(LONGEST_GAP);
            before = time(poll);
        }
    }

    private List<JsonNode> polls() throws IOException {
        return printed.samples();
    }

    private static Instant time(JsonNode sample) {
        return Instant.parse(sample.path("timestamp").asText());
    }
}
