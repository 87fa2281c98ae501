package io.nephoscope.pollsters.dynamic.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.pollsters.dynamic.definition.DefinitionFile;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.RecordingPoll;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicPollsterTest {

    private static final Resource ENDPOINT = Resource.of("http://h/v1");
    private static final String BASE = """
            - name: "%s"
              sample_type: gauge
              unit: u
              endpoint_type: t
              url_path: things
              value_attribute: "v"
            """;

    private final CannedRequester requester = new CannedRequester();
    private final RecordingPoll poll = new RecordingPoll("m");

    private DynamicPollster pollster(String text) {
        DefinitionFile file = DefinitionFile.read(text);
        assertThat(file.errors()).isEmpty();
        return new DynamicPollster(
                file.items().get(0).definition(),
                new DynamicPollster.Means(requester, Optional::empty, definition -> Set.of("a", "b", "c"), 5, 1 << 20));
    }

    private DynamicPollster plain(String more) {
        return pollster(BASE.formatted("m") + more);
    }

    @Test
    void readsPagesToTheEnd() throws Exception {
        requester
                .answering("http://h/v1/things", "{\"a\": [{\"id\": \"1\", \"v\": 1}], \"next\": \"things?m=1\"}")
                .answering(
                        "http://h/v1/things?m=1", "{\"a\": [{\"id\": \"2\", \"v\": 2}], \"next\": \"/v1/things?m=2\"}")
                .answering("http://h/v1/things?m=2", "{\"a\": [{\"id\": \"3\", \"v\": 3}]}");

        plain("  next_sample_url_attribute: next\n").poll(ENDPOINT, poll);

        assertThat(poll.volumes()).containsExactly(Map.entry("m/1", 1L), Map.entry("m/2", 2L), Map.entry("m/3", 3L));
        assertThat(poll.failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "authentication_object: bearer, http://elsewhere/things",
        "authentication_object: bearer, http://h:81/things",
        "authentication_object: bearer, https://h/things",
        "'authentication_object: none\n  headers: {X-Api-Key: k}', http://elsewhere/things",
    })
    void followsPagesToNoOtherHostWithWhatProvesWhoWeAre(String authentication, String next) {
        requester.answering("http://h/things", "{\"a\": [{\"id\": \"1\", \"v\": 1}], \"next\": \"" + next + "\"}");

        assertThatExceptionOfType(PollsterException.class)
                .isThrownBy(() -> web(authentication).poll(ENDPOINT, poll))
                .withMessageContaining("next_sample_url_attribute leads to")
                .withMessageContaining("value.replace");

        assertThat(poll.samples).hasSize(1);
        assertThat(requester.asked).containsExactly("http://h/things");
    }

    @Test
    void followsPagesAnywhereWhereNothingIsSecret() throws Exception {
        requester
                .answering(
                        "http://h/things",
                        "{\"a\": [{\"id\": \"1\", \"v\": 1}], \"next\": \"http://elsewhere/things\"}")
                .answering("http://elsewhere/things", "{\"a\": [{\"id\": \"2\", \"v\": 2}]}");

        web("authentication_object: none").poll(ENDPOINT, poll);

        assertThat(poll.volumes()).containsOnlyKeys("m/1", "m/2");
    }

    private DynamicPollster web(String authentication) {
        return pollster("""
                - name: m
                  sample_type: gauge
                  unit: u
                  url_path: http://h/things
                  value_attribute: v
                  module: nephoscope
                  next_sample_url_attribute: next
                  %s
                """.formatted(authentication));
    }

    @Test
    void tellsPagesThatLeadInACircle() {
        requester
                .answering("http://h/v1/things", "{\"a\": [{\"id\": \"1\", \"v\": 1}], \"next\": \"?m=1\"}")
                .answering("http://h/v1/?m=1", "{\"a\": [{\"id\": \"2\", \"v\": 2}], \"next\": \"things\"}");

        assertThatExceptionOfType(PollsterException.class)
                .isThrownBy(() -> plain("  next_sample_url_attribute: next\n").poll(ENDPOINT, poll))
                .withMessageContaining("circle");

        assertThat(poll.samples).hasSize(2);
        assertThat(requester.asked).hasSize(2);
    }

    @Test
    void tellsPagesWithoutEnd() {
        IntStream.range(0, 10)
                .forEach(page -> requester.answering(
                        page == 0 ? "http://h/v1/things" : "http://h/v1/?m=" + page,
                        "{\"a\": [{\"id\": \"" + page + "\", \"v\": 1}], \"next\": \"?m=" + (page + 1) + "\"}"));

        assertThatExceptionOfType(PollsterException.class)
                .isThrownBy(() -> plain("  next_sample_url_attribute: next\n").poll(ENDPOINT, poll))
                .withMessageContaining("more than 5 pages");

        assertThat(poll.samples).hasSize(5);
    }

    @Test
    void tellsThatThereWasNoTimeToAsk() {
        requester.answering("http://h/v1/things", "[{\"id\": \"1\", \"v\": 1}]");

        assertThatExceptionOfType(PollsterException.class)
                .isThrownBy(() -> plain("").poll(ENDPOINT, poll.within(Duration.ZERO)))
                .withMessageContaining("no time left");
        assertThat(requester.asked).isEmpty();
    }

    @Test
    void keepsWhatCameBeforeAPageThatFails() {
        requester.answering("http://h/v1/things", "{\"a\": [{\"id\": \"1\", \"v\": 1}], \"next\": \"?m=1\"}");

        assertThatExceptionOfType(PollsterException.class)
                .isThrownBy(() -> plain("  next_sample_url_attribute: next\n").poll(ENDPOINT, poll))
                .withMessageContaining("404");

        assertThat(poll.volumes()).containsOnlyKeys("m/1");
    }

    @Test
    void costsAnOddEntryItselfAlone() throws Exception {
        requester.answering("http://h/v1/things", """
                [{"id": "1", "v": 1}, {"id": "odd"}, 7, {"id": "4", "v": "many"}, {"id": "5", "v": null},
                 {"id": "6", "v": true}, {"id": ["x"], "v": 1}, {"id": "8", "v": "2.5"}]""");

        plain("").poll(ENDPOINT, poll);

        assertThat(poll.volumes()).containsExactly(Map.entry("m/1", 1L), Map.entry("m/6", 1L), Map.entry("m/8", 2.5));
        assertThat(poll.failures.get(ENDPOINT)).contains("4 of 8 entries", "odd value_attribute v: KeyError: 'v'");
    }

    @Test
    void tellsThatAValueIsAnEmptyText() throws Exception {
        requester.answering("http://h/v1/things", "[{\"id\": \"1\", \"v\": \"\"}]");

        plain("").poll(ENDPOINT, poll);

        assertThat(poll.failures.values()).singleElement().asString().contains("has the value '', which is no number");
    }

    @Test
    void readsOnceWhatSeveralPollstersOfACycleRead() throws Exception {
        requester.answering("http://h/v1/things", "[{\"id\": \"1\", \"v\": 1}]");
        FakeCycle cycle = new FakeCycle("a", "b");

        pollster(BASE.formatted("a")).poll(ENDPOINT, new RecordingPoll(cycle));
        pollster(BASE.formatted("b")).poll(ENDPOINT, new RecordingPoll(cycle));
        assertThat(requester.asked).hasSize(1);

        pollster(BASE.formatted("c") + "  headers: {x-a: b}\n").poll(ENDPOINT, new RecordingPoll(cycle));
        assertThat(requester.asked).hasSize(2);
    }

    @Test
    void keepsNoAnswerThatNobodyElseOfTheCycleAsksFor() throws Exception {
        requester.answering("http://h/v1/things", "[{\"id\": \"1\", \"v\": 1}]");
        FakeCycle cycle = new FakeCycle("a", "other");

        pollster(BASE.formatted("a")).poll(ENDPOINT, new RecordingPoll(cycle));
        pollster(BASE.formatted("a")).poll(ENDPOINT, new RecordingPoll(cycle));

        assertThat(requester.asked).hasSize(2);
    }

    @Test
    void leavesTheEntryAsItWasForOthers() throws Exception {
        requester.answering("http://h/v1/things", "[{\"id\": \"1\", \"v\": 1, \"o\": \"x\"}]");
        FakeCycle cycle = new FakeCycle("a", "b");
        RecordingPoll second = new RecordingPoll(cycle);

        pollster(BASE.formatted("a") + "  resource_id_attribute: o\n  project_id_attribute: o\n")
                .poll(ENDPOINT, new RecordingPoll(cycle));
        pollster(BASE.formatted("b")).poll(ENDPOINT, second);

        assertThat(second.volumes()).containsOnlyKeys("b/1");
        assertThat(second.samples.get(0).subject().owner().projectId()).isNull();
    }

    @Test
    void asksForExtraMetadataOncePerAddress() throws Exception {
        requester.answering(
                "http://h/v1/things",
                IntStream.range(0, 9)
                        .mapToObj(i -> "{\"id\": \"" + i + "\", \"v\": " + i + ", \"project_id\": \"p" + i % 3 + "\"}")
                        .collect(Collectors.joining(",", "[", "]")));
        for (int project = 0; project < 3; project++) {
            requester.answering(
                    "http://who/p" + project,
                    "{\"project\": {\"name\": \"P" + project + "\", \"on\": true, \"of\": null}}");
        }
        String extra = """
                  metadata_fields: [v]
                  extra_metadata_fields:
                    name: project_name
                    module: nephoscope
                    authentication_object: none
                    url_path: "'http://who/' + sample['project_id']"
                    value: name
                    metadata_fields: ["on", of]
                """;

        DynamicPollster pollster = plain(extra);
        pollster.poll(ENDPOINT, poll);
        assertThat(requester.asked).hasSize(4);
        assertThat(poll.failures).isEmpty();
        assertThat(poll.samples.get(4).subject().metadata().asMap())
                .containsEntry("project_name", "P1")
                .containsEntry("on", true)
                .containsEntry("of", null)
                .containsEntry("v", 4L);

        plain(extra + "  extra_metadata_fields_cache_seconds: 0\n").poll(ENDPOINT, new RecordingPoll("m"));
        // The cycle reads an address of extra metadata once in any case.
        assertThat(requester.asked).hasSize(8);
    }

    @Test
    void skipsExtraMetadataOfEntriesThatHoldAMapping() throws Exception {
        requester.answering("http://h/v1/things", """
                        [{"id": "1", "v": 1, "a": {"b": "x", "c": 1}}, {"id": "2", "v": 2, "a": {"b": "y"}}]""").answering("http://who/2", "{\"n\": {\"name\": \"two\"}}");

        plain("""
                  extra_metadata_fields_skip: [{}, {a: {b: x}}]
                  extra_metadata_fields:
                    - {name: n, module: nephoscope, authentication_object: none, value: name,
                       url_path: "'http://who/' + sample['id']"}
                """).poll(ENDPOINT, poll);

        assertThat(requester.asked).containsExactly("http://h/v1/things", "http://who/2");
        assertThat(poll.samples.get(0).subject().metadata().asMap()).isEmpty();
    }

    @Test
    void sendsTheSampleWhoseExtraMetadataCannotBeHad() throws Exception {
        requester.answering("http://h/v1/things", "[{\"id\": \"1\", \"v\": 1}]");

        plain("""
                  extra_metadata_fields:
                    {name: n, module: nephoscope, authentication_object: none, value: name, url_path: "http://gone/"}
                """).poll(ENDPOINT, poll);

        assertThat(poll.samples).hasSize(1);
        assertThat(poll.failures.get(ENDPOINT))
                .contains("1 samples lack metadata", "n: http://gone/ answers with status 404");
    }

    @Test
    void handsWhatOneExtraFoundToTheNext() throws Exception {
        requester
                .answering("http://h/v1/things", "[{\"id\": \"1\", \"v\": 1}]")
                .answering("http://a/1", "{\"x\": {\"name\": \"first\", \"more\": \"m\"}}")
                .answering("http://b/first/m/first", "{\"x\": {\"name\": \"second\"}}");

        plain("""
                  extra_metadata_fields:
                    - {name: a, module: nephoscope, authentication_object: none, value: name, metadata_fields: [more],
                       url_path: "'http://a/' + sample['id']"}
                    - {name: b, module: nephoscope, authentication_object: none, value: name,
                       url_path: "'http://b/' + extra_metadata_captured['a'] + '/' + extra_metadata_captured['more'] + '/' + extra_metadata_by_name['a']['value']"}
                """).poll(ENDPOINT, poll);

        assertThat(poll.samples.get(0).subject().metadata().asMap())
                .isEqualTo(Map.of("a", "first", "more", "m", "b", "second"));
    }

    @Test
    void remarksValuesThatAreNotMapped() throws Exception {
        requester.answering(
                "http://h/v1/things",
                "[{\"id\": \"1\", \"v\": \"UP\"}, {\"id\": \"2\", \"v\": \"ODD\"}, {\"id\": \"3\", \"v\": 1}]");
        DynamicPollster pollster = plain("  value_mapping: {UP: 1, true: 5}\n");

        pollster.poll(ENDPOINT, poll);

        // As in Python, 1 is True.
        assertThat(poll.volumes()).isEqualTo(Map.of("m/1", 1L, "m/2", -1L, "m/3", 5L));
        assertThat(pollster.remarks())
                .isEqualTo(List.of("1 values are not in value_mapping (such as ODD), sent as default_value"));
    }

    @Test
    void namesEachOfSeveralMetersOfAnEntry() throws Exception {
        requester.answering("http://h/v1/things", """
                [{"id": "1", "cs": [{"c": "a", "n": {"ops": 1}}, {"c": "b", "n": {"ops": 2}}, {"d": 1}]}]""");

        pollster(BASE.formatted("m.{c}").replace("value_attribute: \"v\"", "value_attribute: \"[cs].n.ops\""))
                .poll(ENDPOINT, poll);

        assertThat(poll.volumes()).isEqualTo(Map.of("m.a/1", 1L, "m.b/1", 2L));
        assertThat(poll.failures.get(ENDPOINT)).contains("without a text under c");
    }

    @Test
    void stopsWhereItIsInterrupted() {
        requester.answering("http://h/v1/things", "[{\"id\": \"1\", \"v\": 1}]");
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> plain("").poll(ENDPOINT, poll));
        assertThat(Thread.interrupted()).isFalse();
    }
}
