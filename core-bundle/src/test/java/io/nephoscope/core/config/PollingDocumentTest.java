package io.nephoscope.core.config;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.MeterFilter;
import io.nephoscope.core.source.Source;
import io.nephoscope.core.source.Timing;
import io.nephoscope.core.source.Vectors;
import io.nephoscope.support.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

class PollingDocumentTest {

    @Test
    void readsEveryKeyOfASource() {
        PollingDocument document = PollingDocument.parse("""
                sources:
                  - name: all
                    interval: 300
                    timeout: 20
                    jitter: 10
                    meters: [cpu, 'disk.*']
                    resources: ['snmp://a', 'snmp://b']
                    discovery:
                      - endpoint://compute
                    publishers: [amqp, file]
                sinks: []
                """);

        assertThat(document.errors()).isEmpty();
        assertThat(document.warnings()).isEmpty();
        assertThat(document.sources())
                .containsExactly(new Source(
                        "all",
                        new Timing(Duration.ofSeconds(300), Duration.ofSeconds(20), Duration.ofSeconds(10)),
                        MeterFilter.of(List.of("cpu", "disk.*")),
                        List.of("snmp://a", "snmp://b"),
                        List.of(DiscoveryUrl.parse("endpoint://compute")),
                        List.of("amqp", "file")));
    }

    @Test
    void readsWhatThePollstersOfASourceAreSharedOutIn() {
        PollingDocument document = PollingDocument.parse("""
                sources:
                  - {name: ours, interval: 60, meters: [cpu], coordination_group: rack7}
                  - {name: theirs, interval: 60, meters: [cpu], group_id_coordination_expression: "'rack8'"}
                  - {name: static, interval: 60, meters: [cpu], resources: [a], coordination_group: rack9}
                """);

        assertThat(document.sources())
                .extracting(Source::coordinationGroup)
                .containsExactly("ours-rack7", "theirs-rack8", "");
        assertThat(document.warnings()).singleElement().asString().contains("coordination_group", "is ignored");
    }

    @Test
    void refusesToEvaluatePython() {
        PollingDocument document = PollingDocument.parse("""
                sources:
                  - {name: python, interval: 60, meters: [cpu], group_id_coordination_expression: self.conf.host}
                """);

        assertThat(document.errors())
                .singleElement()
                .asString()
                .contains("group_id_coordination_expression", "not evaluated", "write coordination_group");
    }

    @Test
    void namesEveryErrorWithItsLineAndKey() {
        PollingDocument document = PollingDocument.parse("""
                sources:
                  - name: one
                    interval: soon
                    meters: []
                  - interval: 60
                    meters:
                      - cpu
                      - '!disk.*'
                    resources: snmp://a
                  - just a word
                """);

        assertThat(document.sources()).isEmpty();
        assertThat(document.errors().stream().map(error -> error.in("polling.yaml")))
                .containsExactly(
                        "polling.yaml:3: sources[0].interval: must be a number of seconds",
                        "polling.yaml:4: sources[0].meters: no meters are given",
                        "polling.yaml:5: sources[1].name: is missing",
                        "polling.yaml:7: sources[1].meters: both included and excluded meters are given;"
                                + " name the included ones alone",
                        "polling.yaml:9: sources[1].resources: must be a list",
                        "polling.yaml:10: sources[2]: must be a mapping with a name, an interval and meters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "[]",
                "sources:",
                "{}",
                "sources: 5",
                "sources: {a: b}",
                "a: [",
                "a: b: c",
                "\t- x",
                "--- a\n--- b",
                "? [complex]\n: key",
                "sources: &a [*a, *b]"
            })
    void refusesWhatIsNoListOfSources(String text) {
        PollingDocument document = PollingDocument.parse(text);

        assertThat(document.errors()).isNotEmpty();
        assertThat(document.sources()).isEmpty();
    }

    @Test
    void tellsTheLineOfASyntaxError() {
        PollingDocument document = PollingDocument.parse("sources:\n  - name: x\n   interval: 5\n");

        assertThat(document.errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(3);
            assertThat(error.key()).isEqualTo("yaml");
        });
    }

    @Test
    void acceptsAnEmptyListOfSources() {
        PollingDocument document = PollingDocument.parse("sources: []");

        assertThat(document.errors()).isEmpty();
        assertThat(document.sources()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "'\"60\"', 60", "1.9, 1", "' 7 ', 7", "'+5', 5", "060, 48"})
    void takesIntervalsAsCeilometerDoes(String written, long seconds) {
        PollingDocument document = PollingDocument.parse(source("interval: " + written));

        assertThat(document.errors()).isEmpty();
        assertThat(document.sources().get(0).timing()).isEqualTo(Timing.every(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.5", "-5", "'1.5'", "true", "null", "[60]", "{}", "1e3", ".inf", "99999999999"})
    void refusesOtherIntervals(String written) {
        PollingDocument document = PollingDocument.parse(source("interval: " + written));

        assertThat(document.errors()).extracting(Problem::key).containsExactly("sources[0].interval");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "'!cpu'", "{cpu: 1}", "[1]", "[cpu, true]", "[null]", "[[cpu]]", "['']", "", "[*x]"})
    void refusesMetersThatAreNoListOfNames(String written) {
        PollingDocument document =
                PollingDocument.parse("sources:\n- name: x\n  interval: 60\n  meters: " + written + "\n");

        assertThat(document.errors()).isNotEmpty();
    }

    @Test
    void acceptsTheBareWildcard() {
        PollingDocument document = PollingDocument.parse("sources: [{name: x, interval: 60, meters: '*'}]");

        assertThat(document.sources().get(0).meters().selects("anything")).isTrue();
    }

    @Test
    void refusesTheSecondSourceOfOneName() {
        PollingDocument document = PollingDocument.parse("""
                sources:
                - {name: x, interval: 60, meters: [cpu]}
                - {name: y, interval: 60, meters: [cpu]}
                - {name: x, interval: 90, meters: [cpu]}
                """);

        assertThat(document.errors())
                .containsExactly(new Problem(4, "sources[2].name", "the name x is taken by sources[0] already"));
    }

    @Test
    void refusesAKeyThatIsGivenTwice() {
        PollingDocument document = PollingDocument.parse(source("interval: 60\n  interval: 90"));

        assertThat(document.errors()).containsExactly(new Problem(5, "sources[0].interval", "is given twice"));
    }

    @Test
    void refusesResourcesThatAreNoTexts() {
        PollingDocument document = PollingDocument.parse(source("interval: 60\n  resources: [{a: b}, null, ok, 7]"));

        assertThat(document.errors())
                .extracting(Problem::key)
                .containsExactly("sources[0].resources[0]", "sources[0].resources[1]");
    }

    @Test
    void treatsEmptyResourcesAsNone() {
        PollingDocument document = PollingDocument.parse(source("interval: 60\n  resources:\n  discovery: []"));

        assertThat(document.sources().get(0).namesResources()).isFalse();
    }

    @Test
    void followsAnchorsAndMergeKeys() {
        PollingDocument document = PollingDocument.parse("""
                defaults: &defaults {interval: 30, meters: [cpu]}
                sources:
                - {<<: *defaults, name: a}
                - {name: b, <<: [*defaults], interval: 90}
                """);

        assertThat(document.errors()).isEmpty();
        assertThat(document.sources())
                .extracting(source -> source.timing().interval().toSeconds())
                .containsExactly(30L, 90L);
    }

    @Test
    void warnsOfUnknownKeysWithTheLikelyWordButNotOfThoseOfOthers() {
        PollingDocument document =
                PollingDocument.parse(source("interval: 60\n  resource: [a]\n  sinks: [b]\n  bogus: 1\n  x-owner: me"));

        assertThat(document.errors()).isEmpty();
        assertThat(document.warnings())
                .containsExactly(
                        new Problem(5, "sources[0].resource", "is not known and ignored; did you mean resources?"),
                        new Problem(7, "sources[0].bogus", "is not known and ignored"));
    }

    @Test
    void tellsOfAMissingKeyWhichOneMayBeMeant() {
        PollingDocument document = PollingDocument.parse(source("intervall: 60"));

        assertThat(document.errors())
                .extracting(Problem::message)
                .containsExactly("is missing; did you misspell it as intervall?");
    }

    @Test
    @Timeout(20)
    void endsWithAMappingThatMergesItself() {
        PollingDocument document =
                PollingDocument.parse("sources:\n- &a {name: a, interval: 1, meters: ['*'], <<: *a}\n");

        assertThat(document.errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(2);
            assertThat(error.message()).contains("*a stands inside of what it stands for");
        });
    }

    @Test
    void takesEightyAliasesOfOneList() {
        String sources = IntStream.range(0, 80)
                .mapToObj("- {name: s%d, interval: 60, meters: *m}\n"::formatted)
                .collect(joining());

        PollingDocument document = PollingDocument.parse("x-m: &m [cpu, memory.usage]\nsources:\n" + sources);

        assertThat(document.errors()).isEmpty();
        assertThat(document.warnings()).isEmpty();
        assertThat(document.sources()).hasSize(80);
    }

    @Test
    void readsTenThousandSources() {
        assertThat(parseSources(10_000).sources()).hasSize(10_000);
    }

    @Test
    void refusesMoreSourcesThanCanBeInForceSoonAndSaysHowManyAreTaken() {
        PollingDocument document = parseSources(50_000);

        assertThat(document.sources()).isEmpty();
        assertThat(document.errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(10_002);
            assertThat(error.message()).startsWith("has 50,000 sources, at most 10,000 are taken; ");
        });
    }

    @Test
    void readsEqualMetersOnce() {
        List<Source> sources = parseSources(2).sources();

        assertThat(sources.get(0).meters()).isSameAs(sources.get(1).meters());
    }

    private static PollingDocument parseSources(int count) {
        String sources = IntStream.range(0, count)
                .mapToObj("- {name: s%d, interval: 600, meters: [nosuch.*]}\n"::formatted)
                .collect(joining());
        return PollingDocument.parse("sources:\n" + sources);
    }

    @Test
    void givesUpWhatTakesTooLong() {
        PollingDocument document = PollingDocument.parse("# comment\n".repeat(500_000), Duration.ofNanos(1));

        assertThat(document.errors()).singleElement().satisfies(error -> assertThat(error.message())
                .startsWith("reading the file takes longer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "0", "0.0", "0x0", "false", "no", "Off", "{}", "[]", "null", "~", "", "-0"})
    void takesForAnEmptyListWhatPythonTakesForFalse(String written) {
        PollingDocument document =
                PollingDocument.parse(source("interval: 60\n  resources: " + written + "\n  discovery: " + written));

        assertThat(document.errors()).isEmpty();
        assertThat(document.sources().get(0).namesResources()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "yes", "a", "'0'", "{a: b}", "2001-01-01"})
    void refusesOtherResourcesThatAreNoList(String written) {
        PollingDocument document = PollingDocument.parse(source("interval: 60\n  resources: " + written));

        assertThat(document.errors()).containsExactly(new Problem(5, "sources[0].resources", "must be a list"));
    }

    @Test
    void tellsOnItsOwnLineWhatATemplateLeft() {
        PollingDocument document = PollingDocument.parse(
                "sources:\n  - name: j\n    interval: {{ ceilometer_interval }}\n    meters: [cpu]\n");

        assertThat(document.errors()).isNotEmpty().allSatisfy(error -> assertThat(error.line())
                .isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!cpu", "!disk.*", "*", "*.bytes", "'*' '!cpu'", "@x", "`x`", "%x", "&a !b"})
    void givesTheHintToQuoteInOneLine(String written) {
        PollingDocument document = PollingDocument.parse(
                "sources:\n  - name: e\n    interval: 60\n    meters:\n      - " + written + "\n");

        assertThat(document.errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isBetween(5, 6);
            assertThat(error.message()).doesNotContain("\n");
            if (!written.startsWith("'")) {
                assertThat(error.message()).contains("in quotes");
            }
        });
    }

    @Test
    void warnsOfANumberToAnotherBase() {
        PollingDocument document = PollingDocument.parse(source("interval: 0600"));

        assertThat(document.sources().get(0).timing().interval()).hasSeconds(384);
        assertThat(document.warnings())
                .containsExactly(new Problem(
                        4, "sources[0].interval", "0600 is read as 384 seconds, as YAML 1.1 has it; write 384"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"6e+05, 600000", "1e3, 1000", "0o17, 15", "0:30, 30", "'10:00', 600", "'1.5', 1"})
    void tellsTheNumberToWriteForOneThatYamlDoesNotKnow(String written, String meant) {
        PollingDocument document = PollingDocument.parse(source("interval: " + written));

        assertThat(document.errors())
                .containsExactly(new Problem(
                        4, "sources[0].interval", "must be a number of seconds; write " + meant + " if you mean that"));
    }

    @Test
    void tellsTheBoundOfAnInterval() {
        PollingDocument document = PollingDocument.parse(source("interval: 31536000000"));

        assertThat(document.errors())
                .containsExactly(new Problem(4, "sources[0].interval", "must be at most 999999999 seconds"));
    }

    static Stream<Arguments> intervalsOfCeilometer() throws IOException {
        try (InputStream table = requireNonNull(PollingDocumentTest.class.getResourceAsStream("intervals.tsv"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arguments.of((Object[]) line.split("\t")));
        }
    }

    /** Each is what Ceilometer makes of it, or refused. */
    @ParameterizedTest
    @MethodSource("intervalsOfCeilometer")
    void readsNoIntervalOtherwiseThanCeilometer(String written, String expected) {
        PollingDocument document = PollingDocument.parse(source("interval: " + written));

        boolean fits = expected.matches("[1-9][0-9]{0,8}");
        assertThat(document.errors().isEmpty()).isEqualTo(fits);
        if (fits) {
            assertThat(document.sources().get(0).timing().interval()).hasSeconds(Long.parseLong(expected));
        }
    }

    @Test
    void tellsThatAnEmptyListPollsNothing() {
        assertThat(PollingDocument.parse("sources: []").warnings())
                .containsExactly(new Problem(1, "sources", "is empty: nothing is polled"));
    }

    @Test
    void tellsAMisspeltListOfSources() {
        assertThat(PollingDocument.parse("source: []").errors())
                .containsExactly(new Problem(1, "sources", "is missing; did you misspell it as source?"));
    }

    static List<Vectors.Case> recordedSources() {
        return Vectors.cases("source_validation");
    }

    @ParameterizedTest
    @MethodSource("recordedSources")
    void acceptsAndRefusesWhatCeilometerDoes(Vectors.Case recorded) {
        Object source = recorded.get("cfg", Map.class);
        String text = new Dump(DumpSettings.builder().build()).dumpToString(Map.of("sources", List.of(source)));

        PollingDocument document = PollingDocument.parse(text);

        assertThat(document.errors().isEmpty()).isEqualTo(recorded.has("ok"));
        if (recorded.has("ok")) {
            Vectors.Case expected = new Vectors.Case(recorded.get("ok", Map.class));
            assertThat(document.sources().get(0).timing().interval().toSeconds())
                    .isEqualTo(expected.get("interval", Number.class).longValue());
        }
    }

    private static String source(String more) {
        return "sources:\n- name: x\n  meters: [cpu]\n  " + more + "\n";
    }
}
