package io.nephoscope.pollsters.central;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.RecordingPoll;
import java.util.List;
import org.junit.jupiter.api.Test;

class OddEntriesTest {

    private final RecordingPoll poll = new RecordingPoll();

    private static EntryPollster pollster(String meter) {
        return CentralPollsters.LISTED.stream()
                .filter(row -> row.meter().name().equals(meter))
                .map(EntryPollster::new)
                .findFirst()
                .orElseThrow();
    }

    private static Resource entry(String id, String json) {
        return new Resource(id, Json.of(json));
    }

    private static Resource service(String state) {
        return entry(state, """
                {"binary": "b", "host": "%s", "zone": "z", "status": "enabled", "state": "%s"}""".formatted(state, state));
    }

    @Test
    void costsTheEntryThatLacksAKeyAndNoOther() {
        EntryPollster pollster = pollster("volume.snapshot.size");
        Resource odd = entry("odd", "{\"id\": \"odd\", \"size\": 1}");
        Resource good = entry("good", """
                {"id": "good", "size": 1, "user_id": "u", "os-extended-snapshot-attributes:project_id": "p", "name": "n",
                 "volume_id": "v", "status": "available", "description": null, "metadata": {},
                 "os-extended-snapshot-attributes:progress": "100%"}""");

        pollster.poll(List.of(odd, good), poll);

        assertThat(poll.volumes()).containsOnlyKeys("volume.snapshot.size/good");
        assertThat(poll.failures).containsOnlyKeys(odd);
        assertThat(poll.failures.get(odd)).startsWith("has no ");
    }

    @Test
    void sendsAStateThatNobodyKnowsAsMinusOneAndRemarksIt() {
        EntryPollster pollster = pollster("ip.floating");

        pollster.poll(
                List.of(
                        entry("f1", "{\"id\": \"f1\", \"status\": \"WEIRD\"}"),
                        entry("f2", "{\"id\": \"f2\", \"status\": \"WEIRD\"}"),
                        entry("f3", "{\"id\": \"f3\", \"status\": null}")),
                poll);

        assertThat(poll.volumes().values()).containsExactly(-1L, -1L, -1L);
        assertThat(pollster.remarks())
                .containsExactly(
                        "2 with the unknown status WEIRD, sent as -1 (such as f1)",
                        "1 with the unknown status null, sent as -1 (such as f3)");
    }

    @Test
    void refusesAStateThatCeilometerRefuses() {
        pollster("volume.service.health").poll(List.of(service("up"), service("sideways"), service("down")), poll);

        assertThat(poll.volumes().values()).containsExactly(1L, 0L);
        assertThat(poll.failures.values()).containsExactly("has the state sideways, for which there is no number");
    }

    @Test
    void sendsNothingOfAnImageThatHasNoSizeYet() {
        EntryPollster pollster = pollster("image.size");

        pollster.poll(List.of(entry("q", "{\"id\": \"q\", \"size\": null}")), poll);

        assertThat(poll.samples).isEmpty();
        assertThat(poll.failures).isEmpty();
        assertThat(pollster.remarks()).containsExactly("1 without a volume yet, so no sample (such as q)");
    }

    @Test
    void forgetsARemarkWithTheNextPoll() {
        EntryPollster pollster = pollster("image.size");
        pollster.poll(List.of(entry("q", "{\"id\": \"q\", \"size\": null}")), poll);

        pollster.poll(List.of(entry("q", "{\"id\": \"q\", \"size\": 7}")), poll);

        assertThat(pollster.remarks()).isEmpty();
    }

    @Test
    void keepsTheRemarksOfPublishedPollsThoughSomebodyTriesInBetween() {
        EntryPollster pollster = pollster("image.size");
        pollster.poll(List.of(entry("q", "{\"id\": \"q\", \"size\": null}")), poll);

        pollster.poll(
                List.of(entry("q", "{\"id\": \"q\", \"size\": 7}")),
                new RecordingPoll(new FakeCycle().of("dry", CycleMode.DRY)));

        assertThat(pollster.remarks()).hasSize(1);
    }

    @Test
    void takesCapacitiesInWordsForNone() {
        EntryPollster pollster = pollster("volume.provider.pool.capacity.free");

        pollster.poll(
                List.of(
                        entry("a", "{\"name\": \"a\", \"free_capacity_gb\": \"infinite\"}"),
                        entry("b", "{\"name\": \"b\", \"free_capacity_gb\": \"plenty\"}")),
                poll);

        assertThat(poll.samples).isEmpty();
        assertThat(poll.failures.values()).containsExactly("has a free_capacity_gb that is no number");
        assertThat(pollster.remarks()).hasSize(1);
    }

    @Test
    void saysOfAResourceThatASourceNamesItselfThatItIsNone() {
        pollster("volume.size").poll(List.of(Resource.of("http://somewhere")), poll);

        assertThat(poll.failures.values()).containsExactly("is nothing that the discovery volumes has found");
    }

    @Test
    void costsAnEntryWhoseMetadataIsTooLarge() {
        pollster("image.size")
                .poll(
                        List.of(entry(
                                "huge", "{\"id\": \"huge\", \"size\": 1, \"name\": \"" + "x".repeat(300_000) + "\"}")),
                        poll);

        assertThat(poll.failures.values()).singleElement().asString().startsWith("cannot be described: ");
    }
}
