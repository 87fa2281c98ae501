package io.nephoscope.partition.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form that all records have, so that an operator can read them with the engine's own tools: a first line with the
 * kind and version, then lines of a word and what it says. Words that a version does not know are passed over.
 */
final class RecordText {

    private static final String PREFIX = "nephoscope-";
    private static final int MAX_LENGTH = 1 << 20;

    private final List<List<String>> lines = new ArrayList<>();
    private final String kind;

    private RecordText(String kind) {
        this.kind = kind;
    }

    /** An empty record. */
    static RecordText of(String kind, int version) {
        RecordText text = new RecordText(kind);
        text.add(PREFIX + kind, String.valueOf(version));
        return text;
    }

    /**
     * Takes a record apart.
     *
     * @param version the only one that is understood
     */
    static RecordText parse(String kind, int version, String text) throws MalformedRecordException {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedRecordException(kind + " of " + text.length() + " characters");
        }
        RecordText parsed = new RecordText(kind);
        text.lines().forEach(line -> parsed.lines.add(List.of(line.split(" ", -1))));
        List<String> first = parsed.lines.isEmpty() ? List.of() : parsed.lines.get(0);
        if (!first.equals(List.of(PREFIX + kind, String.valueOf(version)))) {
            throw new MalformedRecordException(kind + ": it does not begin with \"" + PREFIX + kind + " " + version
                    + "\": another version wrote it, or something else did");
        }
        return parsed;
    }

    void add(String... words) {
        lines.add(List.of(words));
    }

    /** What the lines with a word say, in their order. */
    List<List<String>> all(String word) {
        return lines.stream()
                .filter(line -> line.get(0).equals(word))
                .map(line -> line.subList(1, line.size()))
                .toList();
    }

    /** What the one line with a word says. */
    List<String> one(String word, int words) throws MalformedRecordException {
        List<List<String>> found = all(word);
        if (found.size() != 1 || found.get(0).size() < words) {
            throw new MalformedRecordException(kind + ": it has not one line \"" + word + "\" of " + words + " words");
        }
        return found.get(0);
    }

    String word(String word) throws MalformedRecordException {
        return one(word, 1).get(0);
    }

    long number(String word) throws MalformedRecordException {
        return number(word, word(word));
    }

    long number(String word, String digits) throws MalformedRecordException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new MalformedRecordException(kind + ": \"" + word + "\" has no number");
        }
    }

    /** Names may hold anything; blanks and signs of equality are escaped. */
    static String escaped(String name) {
        return URLEncoder.encode(name, UTF_8);
    }

    static Map<String, String> escaped(Map<String, Instant> times) {
        Map<String, String> written = new TreeMap<>();
        times.forEach((name, time) -> written.put(escaped(name), time.toString()));
        return written;
    }

    String unescaped(String name) throws MalformedRecordException {
        try {
            return URLDecoder.decode(name, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException(kind + ": the name \"" + name + "\" is not escaped well");
        }
    }

    Instant time(String text) throws MalformedRecordException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedRecordException(kind + ": \"" + text + "\" is no time");
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(String.join(" ", line)).append('\n'));
        return text.toString();
    }
}
