package io.nephoscope.support.config;

import io.nephoscope.support.text.OneLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The .cfg file behind a configuration, as the operator wrote it. What File Install hands on has lost which
 * <code>${name}</code> stood for nothing, and which keys were written at all.
 */
final class WrittenFile {

    private static final String FILE_NAME = "felix.fileinstall.filename";
    private static final long LARGEST = 1 << 20;
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\)\\$\\{([^{}]*)}");
    private static final String ELSE = ":-";
    private static final List<String> FRAMEWORK = List.of("nephoscope.", "org.osgi.", "felix.");
    private static final int LONGEST_SHOWN = 80;
    private static final String ENVIRONMENT = "env:";

    private final Path file;
    private final Map<String, String> values;

    private WrittenFile(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /** The file that a configuration names; empty if it names none or if that cannot be read. */
    static Optional<WrittenFile> of(Map<String, ?> properties) {
        Object name = properties.get(FILE_NAME);
        try {
            Path file = name == null ? null : Path.of(URI.create(name.toString()));
            return file != null && Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? Optional.of(new WrittenFile(file, read(file)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException | SecurityException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)))) {
            properties.load(reader);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    /** Whether the operator wrote this key. */
    boolean holds(String key) {
        return values.containsKey(key);
    }

    /** The first line that holds this key, counted from 1; 0 if it cannot be told. */
    int line(String key) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            for (int i = 0; i < all.size(); i++) {
                Properties alone = new Properties();
                alone.load(new StringReader(
                        new String(all.get(i).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
                if (alone.containsKey(key)) {
                    return i + 1;
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return 0;
        }
        return 0;
    }

    /** Whether others than owner and group may read the file. */
    boolean isReadableByOthers() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * The first name in a value that stood for nothing; null if there is none. Framework properties are not known
     * here: their names may stand for anything.
     */
    @Nullable
    String vanishedReference(String key, String delivered) {
        String written = values.getOrDefault(key, "").strip();
        StringBuilder expected = new StringBuilder();
        String vanished = null;
        int end = 0;
        Matcher references = REFERENCE.matcher(written);
        while (references.find()) {
            String name = references.group(1);
            expected.append(Pattern.quote(written.substring(end, references.start())));
            end = references.end();
            if (isFrameworkProperty(name)) {
                expected.append(".*");
            } else {
                String value = value(name);
                expected.append(Pattern.quote(value));
                vanished = vanished == null && value.isEmpty() ? name : vanished;
            }
        }
        expected.append(Pattern.quote(written.substring(end)));
        boolean isSo = vanished != null
                && Pattern.compile(expected.toString(), Pattern.DOTALL)
                        .matcher(delivered)
                        .matches();
        return isSo ? OneLine.of(vanished, LONGEST_SHOWN) : null;
    }

    private static boolean isFrameworkProperty(String name) {
        return name.contains(":+") || FRAMEWORK.stream().anyMatch(name::startsWith);
    }

    /** What a name stands for, as File Install looks it up; empty for nothing. */
    private String value(String reference) {
        int otherwise = reference.indexOf(ELSE);
        if (otherwise >= 0) {
            String value = value(reference.substring(0, otherwise));
            return value.isEmpty() ? reference.substring(otherwise + ELSE.length()) : value;
        }
        return valueOf(reference);
    }

    private String valueOf(String name) {
        String variable = name.startsWith(ENVIRONMENT) ? System.getenv(name.substring(ENVIRONMENT.length())) : null;
        String value = values.getOrDefault(name, variable == null ? System.getProperty(name, "") : variable);
        return value.strip();
    }
}
