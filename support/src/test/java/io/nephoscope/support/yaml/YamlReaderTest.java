package io.nephoscope.support.yaml;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class YamlReaderTest {

    private final Problems problems = new Problems();

    @Test
    void knowsTheLineOfEachNode() {
        YamlNode.Table root = (YamlNode.Table) read("a: 1\nb:\n- x\n- y\n").orElseThrow();

        YamlNode.Sequence list = (YamlNode.Sequence) root.entries().get(1).value();
        assertThat(list.line()).isEqualTo(3);
        assertThat(list.items()).extracting(YamlNode::line).containsExactly(3, 4);
    }

    @Test
    void sharesWhatAnAnchorNames() {
        YamlNode.Table root = (YamlNode.Table) read("a: &x [1]\nb: *x\n").orElseThrow();

        assertThat(root.entries().get(1).value()).isSameAs(root.entries().get(0).value());
    }

    @Test
    void takesTheLastAnchorOfAName() {
        YamlNode.Table root = (YamlNode.Table) read("a: &x 1\nb: &x 2\nc: *x\n").orElseThrow();

        assertThat(((YamlNode.Scalar) root.entries().get(2).value()).text()).isEqualTo("2");
    }

    @Test
    void mergesWhatIsNotWrittenAndTheFirstOfSeveral() {
        String text = "a: &a {x: 1, y: 1, z: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*b, *a], x: 3}\n";
        YamlNode.Table root = (YamlNode.Table) read(text).orElseThrow();

        Mapping merged = Mapping.of((YamlNode.Table) root.entries().get(2).value(), "c", problems);

        Map<String, String> expected = Map.of("x", "3", "y", "2", "z", "1");
        expected.forEach(
                (key, value) -> assertThat(((YamlNode.Scalar) merged.get(key).orElseThrow()).text())
                        .isEqualTo(value));
        assertThat(merged.keys()).containsOnlyKeys("x");
        assertThat(problems.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [*a]",
                "a: &a {b: {c: *a}}",
                "- &a {name: a, <<: *a}",
                "&a ? *a\n: b",
                "a: *nowhere",
                "a: !!python/object:os.system x",
                "a: !cpu",
                "a: !!set {x}",
                "a: !!int x",
                "a: !foo [b]",
                "a\n--- \nb",
                "a: \"\\x",
                "a: \"\\UFFFFFFFF\"",
                "a: [b, ",
                "a: \u0001",
                "\u0000",
                "%YAML 9.9\n---\na",
                "%TAG ! x\n",
                "a: b: c",
                "\ta: b",
                "a: \uFFFD",
                "- *"
            })
    void refusesWhatCannotBeReadWithALineOfText(String text) {
        assertThat(read(text)).isEmpty();
        assertThat(problems.errors()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isBetween(1, 2);
            assertThat(problem.message()).isNotBlank().doesNotContain("\n");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "&a [", "!!seq [", "{[", "[{", "- - "})
    void refusesWhatIsNestedTooDeep(String opening) {
        read(opening.repeat(3_000));
        read(opening.repeat(100_000));

        assertThat(problems.errors()).isNotEmpty();
    }

    @Test
    void refusesABombOfAliasesWithItsLine() {
        String levels = IntStream.rangeClosed('b', 'j')
                .mapToObj(c -> "%c: &%c [%s]".formatted(c, c, ("*" + (char) (c - 1) + ",").repeat(9)))
                .collect(joining("\n"));

        assertThat(read("a: &a [x,x,x,x,x,x,x,x,x]\n" + levels)).isEmpty();
        assertThat(problems.errors()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isBetween(6, 8);
            assertThat(problem.message()).contains("each alias (*) counted as what it stands for");
        });
    }

    @Test
    void refusesAliasesThatMakeItDeep() {
        String levels = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> "a%d: &a%d [*a%d]".formatted(i, i, i - 1))
                .collect(joining("\n"));

        assertThat(read("a0: &a0 []\n" + levels)).isEmpty();
        assertThat(problems.errors()).singleElement().satisfies(problem -> assertThat(problem.message())
                .startsWith("is nested deeper than"));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(read("#".repeat(YamlReader.LONGEST + 1))).isEmpty();
        assertThat(problems.errors()).hasSize(1);
    }

    @Test
    void readsMegabytesOfComments() {
        String comments = "# xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n".repeat(100_000);

        assertThat(read("a: b\n" + comments)).isPresent();
    }

    @Test
    void skipsAByteOrderMark() {
        assertThat(read("\uFEFFa: b")).isPresent();
    }

    @Test
    void throwsNothingWhateverTheText() {
        List<String> pieces = List.of(
                "a", ": ", "- ", "\n", " ", "[", "]", "{", "}", ",", "&a", "*a", "!", "!!", "|", ">", "'", "\"", "\\x",
                "\\", "?", "<<", "%", "@", "`", "#", "\t", "---", "...", "0", "\r", "\u0085", "\u2028", "\ud83d", "é",
                "~", "=", "\\u", "-1");
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            String text = random.ints(random.nextInt(14) + 1, 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(joining());
            Problems found = new Problems();

            Optional<YamlNode> root = YamlReader.read(text, found);

            assertThat(root.isPresent() && !found.errors().isEmpty()).as(text).isFalse();
            assertThat(found.errors()).as(text).hasSizeLessThan(2);
        }
    }

    @Test
    void countsWhatItDoesNotShow() {
        for (int i = 1; i <= 60; i++) {
            problems.error(i, "key", "is wrong");
        }

        assertThat(problems.errors())
                .hasSize(51)
                .last()
                .extracting(Problem::message)
                .isEqualTo("and 10 more of the kind");
    }

    private Optional<YamlNode> read(String text) {
        return YamlReader.read(text, problems);
    }
}
