package io.nephoscope.deploy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Checks the text of a configuration file, whose format is that of {@link Properties}, before it is taken. */
final class PropertiesText {

    private PropertiesText() {}

    /**
     * Checks a text.
     *
     * @throws RefusedTextException if a mark stands before it, an escape is broken, or two keys differ in nothing but case, for which a
     *     configuration has no eye
     */
    static void check(String text) throws RefusedTextException {
        if (!Utf8.withoutMark(text).equals(text)) {
            throw new RefusedTextException(1, "a byte order mark stands before it; save the file without one");
        }
        Properties properties = new Properties();
        if (!isReadable(text, properties)) {
            throw new RefusedTextException(lineOfBrokenEscape(text), "\\u must be followed by four hexadecimal digits");
        }
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String key : properties.stringPropertyNames()) {
            if (!keys.add(key)) {
                throw new RefusedTextException(lineOf(text, key), "a key is there twice, once in other case");
            }
        }
    }

    private static boolean isReadable(String text, Properties into) {
        try {
            into.load(new StringReader(text));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lineOfBrokenEscape(String text) {
        int line = 0;
        for (String each : text.split("\n", -1)) {
            line++;
            if (!isReadable(each, new Properties())) {
                return line;
            }
        }
        return line;
    }

    private static int lineOf(String text, String key) {
        int line = 0;
        for (String each : text.split("\n", -1)) {
            line++;
            if (each.stripLeading().startsWith(key)) {
                return line;
            }
        }
        return line;
    }
}
