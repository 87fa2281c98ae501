package io.nephoscope.support.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    /** What a component declares. */
    @interface Config {

        int probe_seconds() default 5;

        int threads() default 4;

        int least() default 1;

        int most() default 9;

        String host() default "";

        String[] topics() default {"a", "b"};

        boolean ssl() default true;

        String unit() default "days";

        String ca_file() default "";

        String secret() default "change me";

        Class<?> odd() default String.class;
    }

    private static final Key<Duration> PROBE = Key.seconds("probe.seconds", 1, 3600);
    private static final Key<Long> THREADS = Key.number("threads", 1, 64);
    private static final Key<Long> LEAST = Key.number("least", 0, 100);
    private static final Key<Long> MOST = Key.number("most", 0, 100);
    private static final Key<String> HOST = Key.text("host");
    private static final Key<List<String>> TOPICS = Key.someWords("topics");
    private static final Key<Boolean> SSL = Key.flag("ssl");
    private static final Key<TimeUnit> UNIT = Key.oneOf("unit", TimeUnit.class);
    private static final Key<Optional<Path>> CA_FILE = Key.file("ca.file");
    private static final Key<String> SECRET = Key.secret("secret");
    private static final Key<Class<?>> ODD = Key.of("odd", ConfigurationTest::type);

    @TempDir
    Path folder;

    private final Configuration configuration = new Configuration(
                    "org.example",
                    Config.class,
                    PROBE,
                    THREADS,
                    LEAST,
                    MOST,
                    HOST,
                    TOPICS,
                    SSL,
                    UNIT,
                    CA_FILE,
                    SECRET,
                    ODD)
            .rule(
                    values -> values.get(LEAST) <= values.get(MOST)
                            ? Optional.empty()
                            : Optional.of("must not be more than most"),
                    LEAST,
                    MOST);

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that is a word of the Java language cannot be a method's name as it is. */
    @interface Facing {

        String[] interface$() default {"public"};
    }

    @Test
    void readsAKeyThatIsAWordOfTheLanguage() {
        Key<List<String>> facing = Key.words("interface");
        Configuration configuration = new Configuration("io.nephoscope.facing", Facing.class, facing);

        assertThat(configuration.read(Map.of()).get(facing)).containsExactly("public");
        assertThat(configuration.read(Map.of("interface", "admin")).get(facing)).containsExactly("admin");
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void hasTheDefaultsOfTheAnnotation() {
        KeyValues values = configuration.read(Map.of());

        assertThat(values.get(PROBE)).hasSeconds(5);
        assertThat(values.get(THREADS)).isEqualTo(4);
        assertThat(values.get(HOST)).isEmpty();
        assertThat(values.get(TOPICS)).containsExactly("a", "b");
        assertThat(values.get(SSL)).isTrue();
        assertThat(values.get(UNIT)).isEqualTo(TimeUnit.DAYS);
        assertThat(values.get(CA_FILE)).isEmpty();
        assertThat(values.get(SECRET)).isEqualTo("change me");
        assertThat(values.get(ODD)).isEqualTo(String.class);
        assertThat(configuration.refused()).isEmpty();
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void readsTextsAndTypedValuesAlike() {
        KeyValues values = configuration.read(Map.of(
                "probe.seconds", " 60 ",
                "threads", 8,
                "topics", new String[] {"x", "y, x"},
                "ssl", "Off",
                "unit", "Milliseconds"));

        assertThat(values.get(PROBE)).hasMinutes(1);
        assertThat(values.get(THREADS)).isEqualTo(8);
        assertThat(values.get(TOPICS)).containsExactly("x", "y");
        assertThat(values.get(SSL)).isFalse();
        assertThat(values.get(UNIT)).isEqualTo(TimeUnit.MILLISECONDS);
        assertThat(configuration.read(Map.of("topics", List.of("z"))).get(TOPICS))
                .containsExactly("z");
    }

    @Test
    @SuppressWarnings("JdkObsolete") // ConfigAdmin hands over dictionaries
    void readsTheDictionaryOfAManagedService() {
        Dictionary<String, Object> dictionary = new Hashtable<>(Map.of("threads", "7"));

        assertThat(configuration.read(dictionary).get(THREADS)).isEqualTo(7);
        assertThat(configuration.read((Dictionary<String, Object>) null).get(THREADS))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe.seconds | 0 | must be 1 to 3600, was 0; 5 is used instead",
                "probe.seconds | -1 | must be 1 to 3600, was -1; 5 is used instead",
                "threads | many | \"many\" is no whole number; 4 is used instead",
                "threads | '' | \"\" is no whole number; 4 is used instead",
                "threads | 1.5 | \"1.5\" is no whole number; 4 is used instead",
                "threads | 99999999999999999999 | \"99999999999999999999\" is no whole number; 4 is used instead",
                "threads | ٣ | \"٣\" is no whole number; 4 is used instead",
                "topics | , | must not be empty; a,b is used instead",
                "ssl | maybe | must be true or false, was \"maybe\"; true is used instead",
                "ca.file | /no/such | there is no file \"/no/such\"; none is used instead",
                "ca.file | /no\u0000such | holds a control character; none is used instead",
                "host | \"me\" | is in quotes, which would be a part of the value; write it without; none is used instead",
                "host | caf\uFFFD | holds bytes that are not UTF-8; save the file as UTF-8; none is used instead",
                "odd | No | cannot be read (IllegalStateException); class java.lang.String is used instead",
            })
    void refusesABadValueAlone(String key, String value, String reason) {

        KeyValues values = configuration.read(Map.of(key, value, "most", "77"));

        assertThat(configuration.refused()).containsExactly("org.example.cfg: " + key + ": " + reason);
        assertThat(values.get(MOST)).isEqualTo(77);
    }

    @Test
    void listsWhatAChoiceAllows() {
        configuration.read(Map.of("unit", "weeks"));

        assertThat(configuration.refused())
                .singleElement()
                .asString()
                .contains("must be one of nanoseconds, ", "hours, days, was \"weeks\"; days is used instead");
    }

    @Test
    void keepsTheLastValidValueInForce() {
        configuration.read(Map.of("threads", "8"));

        KeyValues values = configuration.read(Map.of("threads", "0"));

        assertThat(values.get(THREADS)).isEqualTo(8);
        assertThat(configuration.refused())
                .containsExactly("org.example.cfg: threads: must be 1 to 64, was 0; 8 is used instead");
    }

    @Test
    void goesBackToTheDefaultWhenTheKeyIsGone() {
        configuration.read(Map.of("threads", "8"));
        configuration.read(Map.of("threads", "0"));

        assertThat(configuration.read(Map.of()).get(THREADS)).isEqualTo(4);
        assertThat(configuration.refused()).isEmpty();
    }

    @Test
    void keepsKeysThatBelongTogetherTogether() {
        configuration.read(Map.of("least", "3", "most", "4"));

        KeyValues values = configuration.read(Map.of("least", "6", "most", "5", "threads", "2"));

        assertThat(values.get(LEAST)).isEqualTo(3);
        assertThat(values.get(MOST)).isEqualTo(4);
        assertThat(values.get(THREADS)).isEqualTo(2);
        assertThat(configuration.refused())
                .containsExactly("org.example.cfg: least: must not be more than most; 3 is used instead");
    }

    @Test
    void warnsOfKeysThatItDoesNotKnowWithTheNearestWord() {
        configuration.read(Map.of(
                "thread",
                "3",
                "service.pid",
                "x",
                "component.id",
                1,
                "felix.fileinstall.filename",
                "x",
                ".hidden",
                1,
                "discovery.name",
                "rooms",
                "publisher.name",
                "console"));

        assertThat(configuration.warnings())
                .containsExactly("org.example.cfg: thread: there is no such key; did you mean threads?");
    }

    @Test
    void showsNoUnknownKeyThatMayBeASecret() throws IOException {
        KeyValues values = configuration.read(written("threads = 3\n\nhunter2\n"));

        assertThat(values.get(THREADS)).isEqualTo(3);
        assertThat(configuration.warnings())
                .containsExactly("org.example.cfg: line 3 holds a key that means nothing here; it is ignored");
    }

    @Test
    void leavesAloneWhatOnlyTheComponentHasAmongItsProperties() throws IOException {
        Map<String, Object> properties = written("threads = 3\n");
        properties.put("publisher.name", "x");

        configuration.read(properties);

        assertThat(configuration.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'s3cret'",
                "\"s3cret\"",
                "s3cret\uFFFD",
                "file:/no/s3cret",
                "env:S3CRET_s3cret",
                "file:s3cret\u0000"
            })
    void neverShowsASecret(String value) {
        KeyValues values = configuration.read(Map.of("secret", value));

        assertThat(values.get(SECRET)).isEqualTo("change me");
        assertThat(configuration.refused())
                .singleElement()
                .asString()
                .startsWith("org.example.cfg: secret: ")
                .doesNotContain("s3cret")
                .endsWith("; the default is used instead");
    }

    @Test
    void readsASecretFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), " pässword \n");

        assertThat(configuration.read(Map.of("secret", "file:" + file)).get(SECRET))
                .isEqualTo(" pässword ");
    }

    @Test
    void refusesASecretFromAFileThatIsEmptyOrEndlessOrNotUtf8() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path latin = Files.write(folder.resolve("latin"), "pässword".getBytes(StandardCharsets.ISO_8859_1));

        for (String value : List.of("file:" + empty, "file:" + latin, "file:/dev/zero", "file:" + folder)) {
            configuration.read(Map.of("secret", value));

            assertThat(configuration.refused()).as(value).hasSize(1);
        }
    }

    @Test
    void readsASecretFromTheEnvironment() {
        Map.Entry<String, String> variable = System.getenv().entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(configuration
                        .read(Map.of("secret", "env:" + variable.getKey()))
                        .get(SECRET))
                .isEqualTo(variable.getValue());
    }

    @Test
    void takesWhatFollowsPlainAsItStands() {
        assertThat(configuration.read(Map.of("secret", "plain:\"file:x\"")).get(SECRET))
                .isEqualTo("\"file:x\"");
    }

    @Test
    void tellsAReferenceThatStoodForNothing() throws IOException {
        Map<String, Object> properties = written("host = a${no.such.thing}b\nsecret = x${NOBODY}\n");
        properties.put("host", "ab");
        properties.put("secret", "x");

        KeyValues values = configuration.read(properties);

        assertThat(values.get(HOST)).isEmpty();
        assertThat(values.get(SECRET)).isEqualTo("change me");
        assertThat(configuration.refused())
                .containsExactly(
                        "org.example.cfg: host: ${no.such.thing} stands for nothing; give it a value, or write \\${ if it"
                                + " is meant as it stands; none is used instead",
                        "org.example.cfg: secret: ${…} stands for nothing; give it a value, or write \\${ if it is meant"
                                + " as it stands; the default is used instead");
    }

    @Test
    void tellsTheReferenceThatStoodForNothingAmongOthers() throws IOException {
        Map<String, Object> properties = written("host = ${nephoscope.etc}/${java.vendor}/${typo}\n");
        properties.put("host", "/opt/etc/" + System.getProperty("java.vendor") + "/");

        configuration.read(properties);

        assertThat(configuration.refused()).singleElement().asString().contains("host: ${typo} stands for nothing");
    }

    @Test
    void takesReferencesThatStandForSomething() throws IOException {
        Map<String, Object> properties = written("host = ${nephoscope.etc}/${other:-x}${context}${java.vendor}\n");
        String delivered = "/opt/etc/x" + "a framework property" + System.getProperty("java.vendor");
        properties.put("host", delivered);

        KeyValues values = configuration.read(properties);

        assertThat(values.get(HOST)).isEqualTo(delivered);
        assertThat(configuration.refused()).isEmpty();
    }

    @Test
    void tellsASecretThatEveryUserCanRead() throws IOException {
        Map<String, Object> properties = written("secret = abc\n");
        Path file = folder.resolve("org.example.cfg");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        configuration.read(properties);
        assertThat(configuration.warnings())
                .containsExactly("org.example.cfg: secret: every user of this machine can read it; chmod o-r the file");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        configuration.read(properties);

        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void refusesADeclarationThatDoesNotFitTheAnnotation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Configuration("x", Config.class, PROBE))
                .withMessageContaining("for which there is no key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Configuration("x", Config.class, Key.flag("other")))
                .withMessageContaining("does not declare other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Configuration("x", Config.class, Key.number("threads", 5, 6)))
                .withMessageContaining("must be 5 to 6");
    }

    /** A configuration as File Install makes it of a file. */
    private Map<String, Object> written(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("org.example.cfg"), text);
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, Object> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        values.put("felix.fileinstall.filename", file.toUri().toString());
        return values;
    }

    @Test
    void letsNoDefaultStandInForARefusedEssentialValue() {
        Key<Long> threads = THREADS.essential();
        Configuration essential = essential(threads);
        essential.read(Map.of());

        essential.read(Map.of("threads", "many"));

        assertThat(essential.lacking()).containsExactly("threads");
        assertThat(essential.refused())
                .containsExactly("org.example.cfg: threads: \"many\" is no whole number; nothing is done until it is"
                        + " corrected");
        essential.read(Map.of("threads", "again"));
        assertThat(essential.lacking()).containsExactly("threads");
    }

    @Test
    void keepsTheLastValidValueOfAnEssentialKey() {
        Key<Long> threads = THREADS.essential();
        Configuration essential = essential(threads);
        essential.read(Map.of("threads", "7"));

        KeyValues values = essential.read(Map.of("threads", "many"));

        assertThat(essential.lacking()).isEmpty();
        assertThat(values.get(threads)).isEqualTo(7);
    }

    private static Configuration essential(Key<Long> threads) {
        return new Configuration("org.example", OneKey.class, threads);
    }

    /** What a component with one key declares. */
    @interface OneKey {

        int threads() default 4;
    }
}
