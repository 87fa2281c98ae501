package io.nephoscope.journal.segment;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the files of segments: their sequence, so that they are listed in the order in which they were written. */
public final class SegmentName {

    /** What a file's name ends with that is not a segment yet. */
    public static final String UNFINISHED = ".new";

    private static final Pattern NAME = Pattern.compile("(\\d{10,18})\\.journal");

    private SegmentName() {}

    public static String of(long sequence) {
        return "%010d.journal".formatted(sequence);
    }

    /** The sequence that a name tells; empty if it is not that of a segment. */
    public static OptionalLong sequence(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
