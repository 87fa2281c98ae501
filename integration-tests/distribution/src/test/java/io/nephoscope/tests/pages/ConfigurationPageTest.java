package io.nephoscope.tests.pages;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page about configuration, and the files that are shipped, beside what the bundles read: which keys a PID has and
 * with which defaults is told by the annotation type of its component, what may stand there by its keys.
 */
class ConfigurationPageTest {

    private static final String DECLARATION = "Lorg/osgi/service/metatype/annotations/ObjectClassDefinition;";
    private static final String KEY = "Lio/nephoscope/support/config/Key;";
    private static final String NO_VALUE = "no such value";
    /** Its configuration is written by the agent, from polling.yaml. */
    private static final String INTERNAL = "io.nephoscope.core.agent.PollingDefinition$Config";

    private static final Pattern BOUNDS = Pattern.compile("(-?[0-9,]+) … ([0-9,]+)( s)?");
    private static final Pattern CHOICE = Pattern.compile("must be one of (.*), was .*");
    private static final Pattern SHIPPED = Pattern.compile("^#([a-z][a-z.]*) =(.*)$");

    private static Path root;
    private static Page page;
    private static ModuleClasses classes;

    /** Of each key the objects that read it, by its name; bundles that know nothing of each other may share one. */
    private static final Map<String, List<Object>> KEYS = new TreeMap<>();

    /** The default of each key as it is written, by the annotation type. */
    private static final Map<String, Map<String, String>> DECLARED = new TreeMap<>();

    /** A row of a table: cells without the marks of code. */
    private record Row(String standard, String values) {}

    @BeforeAll
    static void read() throws Exception {
        root = Pages.repository();
        page = Page.read(root.resolve("docs/configuration.md"));
        classes = ModuleClasses.below(root);
        for (Class<?> type : classes.mentioning(DECLARATION)) {
            if (type.isAnnotation() && !type.getName().equals(INTERNAL)) {
                DECLARED.put(type.getName(), defaults(type));
            }
        }
        Class<?> keyType = classes.named("io.nephoscope.support.config.Key");
        for (Class<?> type : classes.mentioning(KEY)) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == keyType && Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    Object key = field.get(null);
                    KEYS.computeIfAbsent(key.toString(), name -> new ArrayList<>())
                            .add(key);
                }
            }
        }
    }

    @AfterAll
    static void close() throws IOException {
        classes.close();
    }

    @Test
    void tellsTheKeysAndDefaultsOfEveryConfiguration() throws IOException {
        Map<String, Map<String, String>> told = new LinkedHashMap<>();
        for (String pid : pids()) {
            told.put(pid, rows(pid).entrySet().stream().collect(toMap(Map.Entry::getKey, row -> row.getValue()
                    .standard())));
        }

        assertThat(DECLARED).hasSizeGreaterThan(5);
        assertThat(told.values()).containsExactlyInAnyOrderElementsOf(DECLARED.values());
    }

    @Test
    void theShippedFilesShowEveryKeyWithItsDefault() throws IOException {
        for (String pid : pids()) {
            Map<String, String> shown =
                    Files.readAllLines(root.resolve("distribution/src/main/etc/" + pid + ".cfg")).stream()
                            .map(SHIPPED::matcher)
                            .filter(Matcher::matches)
                            .collect(toMap(
                                    line -> line.group(1), line -> line.group(2).strip()));

            assertThat(DECLARED.values()).as(pid).contains(shown);
        }
    }

    @Test
    void tellsWhatMayStandThere() throws Exception {
        for (String pid : pids()) {
            for (Map.Entry<String, Row> row : rows(pid).entrySet()) {
                assertThat(KEYS).containsKey(row.getKey());
                for (Object key : KEYS.get(row.getKey())) {
                    assertTold(key, row.getValue().values());
                }
            }
        }
    }

    private static void assertTold(Object key, String values) throws ReflectiveOperationException {
        Matcher bounds = BOUNDS.matcher(values);
        Object one = taken(key, "1").orElse(null);
        Optional<String> choice = choice(key);
        if (bounds.matches()) {
            long least = number(bounds.group(1));
            long greatest = number(bounds.group(2));
            assertThat(Stream.of(least - 1, least, greatest, greatest + 1)
                            .map(value -> isTaken(key, String.valueOf(value))))
                    .as("%s: %s", key, values)
                    .containsExactly(false, true, true, false);
            assertThat(bounds.group(3) != null).as("%s is in seconds", key).isEqualTo(isDuration(key, least));
        } else if (one instanceof Boolean) {
            assertThat(values).as("%s", key).isEqualTo("true, false");
        } else if (choice.isPresent()) {
            assertThat(values.toLowerCase(Locale.ROOT).split(", "))
                    .as("%s", key)
                    .containsExactlyInAnyOrder(choice.get().split(", "));
        } else {
            assertThat(one instanceof Long || one instanceof Duration)
                    .as("%s: a number has bounds", key)
                    .isFalse();
            assertThat(values.contains("not empty")).as("%s: %s", key, values).isEqualTo(!isTaken(key, ""));
            assertThat(values.contains("secret")).as("%s: %s", key, values).isEqualTo(isSecret(key));
        }
    }

    private static boolean isDuration(Object key, long value) {
        return taken(key, String.valueOf(value)).orElse(null) instanceof Duration;
    }

    private static boolean isSecret(Object key) throws ReflectiveOperationException {
        Method isSecret = key.getClass().getDeclaredMethod("isSecret");
        isSecret.setAccessible(true);
        return (boolean) isSecret.invoke(key);
    }

    private static boolean isTaken(Object key, String written) {
        return taken(key, written).isPresent();
    }

    private static Optional<Object> taken(Object key, String written) {
        try {
            return Optional.of(parse(key, written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a key that is one of some words says of them, in small letters. */
    private static Optional<String> choice(Object key) {
        try {
            parse(key, NO_VALUE);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            Matcher choice = CHOICE.matcher(String.valueOf(e.getMessage()));
            return choice.matches() ? Optional.of(choice.group(1)) : Optional.empty();
        }
    }

    private static Object parse(Object key, String written) {
        try {
            return key.getClass().getMethod("parse", String.class).invoke(key, written);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the class Key has no such method", e);
        }
    }

    private static long number(String written) {
        return Long.parseLong(written.replace(",", ""));
    }

    private static Map<String, String> defaults(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .collect(toMap(
                        method -> method.getName().replace("$", "").replace('_', '.'),
                        method -> text(method.getDefaultValue())));
    }

    private static String text(Object value) {
        return value.getClass().isArray()
                ? Stream.iterate(0, i -> i < Array.getLength(value), i -> i + 1)
                        .map(i -> String.valueOf(Array.get(value, i)))
                        .collect(joining(","))
                : String.valueOf(value);
    }

    private static List<String> pids() {
        return page.lines().stream()
                .filter(line -> line.matches("## io\\.nephoscope\\..*\\.cfg"))
                .map(line -> line.substring(3, line.length() - 4))
                .toList();
    }

    /** A default that is no code is a word for an empty one. */
    private static Map<String, Row> rows(String pid) {
        return page.rowsBelow(pid + ".cfg").stream()
                .collect(toMap(
                        cells -> cells.get(0).replace("`", ""),
                        cells -> new Row(
                                cells.get(1).startsWith("`") ? cells.get(1).replace("`", "") : "",
                                cells.get(2).replace("`", ""))));
    }
}
