package io.nephoscope.pollsters.dynamic.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.support.yaml.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionFileTest {

    private static final String SOUND = """
            - name: "load.balancers"
              sample_type: gauge
              unit: load_balancer
              endpoint_type: load-balancer
              url_path: v2.0/lbaas/loadbalancers
              value_attribute: provisioning_status
            """;

    @Test
    void readsADefinition() {
        DefinitionFile file = DefinitionFile.read(SOUND);

        assertThat(file.errors()).isEmpty();
        assertThat(file.warnings()).isEmpty();
        assertThat(file.items()).singleElement().satisfies(item -> {
            assertThat(item.line()).isEqualTo(1);
            assertThat(item.definition().name()).isEqualTo("load.balancers");
            assertThat(item.definition().origin().discovery()).isEqualTo("endpoint:load-balancer");
            assertThat(item.definition().namespaces()).containsExactly("central");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "[]", "---\n"})
    void hasNoDefinitionsWhereThereAreNone(String text) {
        DefinitionFile file = DefinitionFile.read(text);

        assertThat(file.items()).isEmpty();
        assertThat(file.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: a\n", "[", "- {a: b\n", "text"})
    void isNotReadableWhereItIsNoList(String text) {
        DefinitionFile file = DefinitionFile.read(text);

        assertThat(file.isReadable()).isFalse();
        assertThat(file.errors()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  unit: other\n",
                "  value_mapping: {A: 1, A: 2}\n",
                "  extra_metadata_fields: {name: a, name: b}\n"
            })
    void refusesADefinitionWithAKeyThatIsGivenTwiceAndTellsItOnce(String more) {
        DefinitionFile file = DefinitionFile.read(SOUND + more);

        assertThat(file.items()).isEmpty();
        assertThat(file.broken()).containsExactly("load.balancers");
        assertThat(file.errors())
                .filteredOn(problem -> problem.message().contains("given twice"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).startsWith("load.balancers."));
    }

    @Test
    void costsABrokenDefinitionAlone() {
        DefinitionFile file =
                DefinitionFile.read(SOUND + "- name: broken\n- 7\n" + SOUND.replace("load.balancers", "b"));

        assertThat(file.items()).extracting(item -> item.definition().name()).containsExactly("load.balancers", "b");
        assertThat(texts(file))
                .contains(
                        "a.yaml:7: broken.sample_type: is missing",
                        "a.yaml:7: broken.endpoint_type: is missing",
                        "a.yaml:8: [2]: must be a definition: a mapping of options");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "sample_type: gauges => sample_type: gauges is none of gauge, delta, cumulative",
                "unit: ''            => unit: must not be empty",
                "value_attribute: a | valu + 1 => value_attribute: column",
                "value_attribute: a | value. => value_attribute: column",
                "value_attribute: a | open(value) => value_attribute: column",
                "response_handlers: json => response_handlers: must be a list",
                "response_handlers: [jason] => response_handlers: jason is none of json, xml, text",
                "response_entries_key: a | __import__(value) => response_entries_key: column",
                "extra_metadata_fields_skip: [7] => extra_metadata_fields_skip: must be a list of mappings",
                "extra_metadata_fields: [7] => extra_metadata_fields: must be a definition",
                "headers: {Host: a} => headers: cannot set Host",
                "headers: [a] => headers: must be a mapping",
                "headers: {\"a b\": c} => headers: a b cannot be the name of a header",
                "headers: {A: \"b\\nc\"} => headers: the value of A cannot be sent",
                "headers: {A: \"5 €\"} => headers: the value of A cannot be sent",
                "timeout: soon => timeout: must be a number of seconds",
                "namespaces: [{}] => namespaces: must be a word",
                "metadata_fields: [7] => metadata_fields: must be a list of texts",
                "metadata_mapping: {a: [b]} => metadata_mapping: must be a mapping of names",
                "skip_sample_values: a => skip_sample_values: must be a list",
                "value_mapping: [a] => value_mapping: must be a mapping",
                "module: os.path => module: no code of Python's is loaded here",
                "name: a.{b} => value_attribute: provisioning_status names no list",
            })
    void refusesByLineAndKey(String option, String problem) {
        String key = option.substring(0, option.indexOf(':'));
        String text = SOUND.lines()
                .filter(line -> !line.contains(" " + key + ":"))
                .collect(Collectors.joining("\n", "", "\n"));
        String whole = (text.startsWith("-") ? text : "- x-first: true\n" + text) + "  " + option + "\n"
                + (key.equals("module") ? "  authentication_object: x\n" : "");

        DefinitionFile file = DefinitionFile.read(whole);

        assertThat(file.items()).isEmpty();
        assertThat(texts(file))
                .anySatisfy(line -> assertThat(line).startsWith("a.yaml:").contains("." + problem));
    }

    @Test
    void warnsOfOptionsThatAreNotKnown() {
        DefinitionFile file = DefinitionFile.read(SOUND + "  metadata_field: [a]\n  x-note: mine\n");

        assertThat(file.items()).hasSize(1);
        assertThat(file.warnings())
                .extracting(problem -> problem.in("a.yaml"))
                .containsExactly("a.yaml:7: load.balancers.metadata_field: is not known and ignored; did you mean"
                        + " metadata_fields?");
    }

    @Test
    void takesNullForNothing() {
        DefinitionFile file = DefinitionFile.read(SOUND + "  timeout: null\n  headers: ~\n  namespaces:\n");

        assertThat(file.errors()).isEmpty();
        assertThat(file.items().get(0).definition().request().timeout()).hasSeconds(30);
    }

    @Test
    void knowsTheSchemesInPlaceOfPythonModules() {
        String web = SOUND.replace("endpoint_type: load-balancer", "module: %s\n  authentication_object: %s");

        for (String scheme : List.of("none", "basic", "bearer", "header", "s3", "s3v2")) {
            assertThat(DefinitionFile.read(web.formatted("nephoscope", scheme)).items())
                    .hasSize(1);
        }
        assertThat(DefinitionFile.read(web.formatted("awsauth", "S3Auth")).items())
                .hasSize(1);
        assertThat(DefinitionFile.read(web.formatted("requests.auth", "HTTPBasicAuth"))
                        .items())
                .hasSize(1);
        assertThat(texts(DefinitionFile.read(web.formatted("nephoscope", "kerberos"))))
                .singleElement()
                .asString()
                .contains("authentication_object", "none, basic, bearer, header, s3, s3v2");
    }

    @Test
    void refusesAnExpressionOfAPathThatItDoesNotKnow() {
        DefinitionFile file = DefinitionFile.read(SOUND + """
                  extra_metadata_fields:
                    name: project
                    endpoint_type: identity
                    url_path: "'/v3/projects/' + str(sample['project_id'])"
                    value: name
                """);
        assertThat(file.errors()).isEmpty();

        assertThat(texts(DefinitionFile.read(SOUND + """
                  extra_metadata_fields:
                    name: project
                    endpoint_type: identity
                    url_path: "open(sample['path']).read()"
                    value: name
                """)))
                .singleElement()
                .asString()
                .contains("a.yaml:10", "extra_metadata_fields[0].url_path", "column");
    }

    @Test
    void keepsOfAFileThatBrokeWhatItSaidBefore() {
        DefinitionFolders folders = new DefinitionFolders();
        Path file = Path.of("/etc/a.yaml");
        folders.put(file, DefinitionFile.read(SOUND + SOUND.replace("load.balancers", "b")));

        folders.put(file, DefinitionFile.read("["));
        assertThat(folders.all().definitions()).containsOnlyKeys("load.balancers", "b");

        folders.put(file, DefinitionFile.read(SOUND.replace("gauge", "gouge") + SOUND.replace("load.balancers", "c")));
        assertThat(folders.all().definitions()).containsOnlyKeys("load.balancers", "c");
        assertThat(folders.findings()).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith("/etc/a.yaml:2: load.balancers.sample_type: gouge"));

        folders.remove(file);
        assertThat(folders.all().definitions()).isEmpty();
        assertThat(folders.findings()).isEmpty();
    }

    /** Names have dots: what is broken is not what its name begins with. */
    @Test
    void forgetsADefinitionThatIsGoneThoughOneWhoseNameGoesOnIsBroken() {
        DefinitionFolders folders = new DefinitionFolders();
        Path file = Path.of("/etc/a.yaml");
        String longer = SOUND.replace("load.balancers", "load.balancers.unit");
        folders.put(file, DefinitionFile.read(SOUND + longer));

        folders.put(file, DefinitionFile.read(longer.replace("gauge", "gouge")));

        assertThat(folders.all().definitions()).containsOnlyKeys("load.balancers.unit");
    }

    @Test
    void shadowsTheSecondOfANameInTheOrderOfFoldersAndPaths() {
        DefinitionFolders folders = new DefinitionFolders();
        folders.order(List.of(Path.of("/z"), Path.of("/a")));
        folders.put(Path.of("/a/1.yaml"), DefinitionFile.read(SOUND));
        folders.put(Path.of("/z/2.yaml"), DefinitionFile.read(SOUND));
        folders.put(Path.of("/z/1.yaml"), DefinitionFile.read("\n" + SOUND));

        assertThat(folders.all().definitions().values())
                .extracting(DefinitionFolders.Placed::place)
                .containsExactly("/z/1.yaml:2");
        assertThat(folders.all().shadowed())
                .extracting(shadowed -> shadowed.definition().place())
                .containsExactly("/z/2.yaml:1", "/a/1.yaml:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "timeout: 1 => id, project_id, provisioning_status, user_id",
                "metadata_fields: [a.b, \"c | value + 1\"] => a, c, id, project_id, provisioning_status, user_id",
                "metadata_fields: [\". | value.get('x')\"] => ''",
                "next_sample_url_attribute: links => ''",
                "{response_entries_key: list, next_sample_url_attribute: links} => id, project_id, provisioning_status, user_id",
                "{response_entries_key: list, next_sample_url_attribute: \"list | value[0]\"} => ''",
                "response_entries_key: \"list | value[1:]\" => ''",
            })
    void knowsWhatOfEntriesItNeeds(String option, String keys) {
        String more = option.startsWith("{")
                ? option.substring(1, option.length() - 1).replace(", ", "\n  ")
                : option;
        var definition =
                DefinitionFile.read(SOUND + "  " + more + "\n").items().get(0).definition();

        assertThat(String.join(", ", new TreeSet<>(definition.neededKeys().kept())))
                .isEqualTo(keys);
    }

    @Test
    void comparesWhatIsWrittenAndNotWhere() {
        Object before = DefinitionFile.read(SOUND).items().get(0).written();

        assertThat(DefinitionFile.read("# moved\n\n" + SOUND).items().get(0).written())
                .isEqualTo(before);
        assertThat(DefinitionFile.read(SOUND + "  timeout: 7\n").items().get(0).written())
                .isNotEqualTo(before);
    }

    private static List<String> texts(DefinitionFile file) {
        return file.errors().stream()
                .map((Problem problem) -> problem.in("a.yaml"))
                .toList();
    }
}
