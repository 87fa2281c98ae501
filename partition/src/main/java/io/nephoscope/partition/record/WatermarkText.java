package io.nephoscope.partition.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.nephoscope.partition.Watermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.DataFormatException;

/**
 * What a member has polled to its end, as it writes it down for whoever takes over: a time for each series; where there
 * are many, each time with its series, deflated and in base 64.
 */
public final class WatermarkText {

    private static final String KIND = "progress";
    private static final int VERSION = 1;
    private static final String DONE = "done";
    /** Up to so many characters an operator can read it. */
    private static final int PLAIN = 4_000;

    private static final int LARGEST = 16 << 20;

    private WatermarkText() {}

    /** A record of a member's progress. */
    public static String write(Watermark done) {
        RecordText text = RecordText.of(KIND, VERSION);
        List<String> words = new ArrayList<>(List.of(DONE));
        words.addAll(words(done));
        text.add(words.toArray(String[]::new));
        return text.toString();
    }

    public static Watermark read(String record) throws MalformedRecordException {
        RecordText text = RecordText.parse(KIND, VERSION, record);
        return read(text, text.one(DONE, 1));
    }

    /** The time of the rest, then of each series, or all those in one word. */
    static List<String> words(Watermark watermark) {
        List<String> words = new ArrayList<>(List.of(watermark.rest().toString()));
        RecordText.escaped(watermark.series()).forEach((series, due) -> words.add(series + "=" + due));
        if (words.stream().mapToInt(String::length).sum() <= PLAIN) {
            return words;
        }
        return List.of(words.get(0), packed(watermark.series()));
    }

    /** A line for each time: many series are done until the same. Names that are alike stand together. */
    private static String packed(Map<String, Instant> series) {
        Map<Instant, TreeSet<String>> byTime = new TreeMap<>();
        series.forEach((name, due) ->
                byTime.computeIfAbsent(due, first -> new TreeSet<>()).add(RecordText.escaped(name)));
        String lines = byTime.entrySet().stream()
                .map(entry -> entry.getKey() + " " + String.join(" ", entry.getValue()))
                .collect(joining("\n"));
        return Base64.getEncoder().withoutPadding().encodeToString(Deflated.of(lines.getBytes(UTF_8)));
    }

    static Watermark read(RecordText text, List<String> words) throws MalformedRecordException {
        Map<String, Instant> series = new HashMap<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.lastIndexOf('=');
            if (equals < 0) {
                unpack(text, word, series);
            } else {
                series.put(text.unescaped(word.substring(0, equals)), text.time(word.substring(equals + 1)));
            }
        }
        return new Watermark(text.time(words.get(0)), series);
    }

    private static void unpack(RecordText text, String word, Map<String, Instant> series)
            throws MalformedRecordException {
        String lines;
        try {
            lines = new String(Deflated.inflate(Base64.getDecoder().decode(word), LARGEST), UTF_8);
        } catch (IllegalArgumentException | DataFormatException e) {
            throw new MalformedRecordException("\"" + word + "\" is neither a series and its time nor several");
        }
        for (String line : lines.split("\n", -1)) {
            String[] parts = line.split(" ", -1);
            Instant due = text.time(parts[0]);
            for (int i = 1; i < parts.length; i++) {
                series.put(text.unescaped(parts[i]), due);
            }
        }
    }
}
