package io.nephoscope.partition.record;

import io.nephoscope.partition.Watermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a member has polled to its end, as it writes it down for whoever takes over. */
public final class WatermarkText {

    private static final String KIND = "progress";
    private static final int VERSION = 1;
    private static final String DONE = "done";

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

    /** The time of the rest, then of each series. */
    static List<String> words(Watermark watermark) {
        List<String> words = new ArrayList<>(List.of(watermark.rest().toString()));
        RecordText.escaped(watermark.series()).forEach((series, due) -> words.add(series + "=" + due));
        return words;
    }

    static Watermark read(RecordText text, List<String> words) throws MalformedRecordException {
        Map<String, Instant> series = new TreeMap<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.lastIndexOf('=');
            if (equals < 0) {
                throw new MalformedRecordException("\"" + word + "\" is not a series and its time");
            }
            series.put(text.unescaped(word.substring(0, equals)), text.time(word.substring(equals + 1)));
        }
        return new Watermark(text.time(words.get(0)), series);
    }
}
