package io.nephoscope.publisher.file;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file of samples, by which the files of a folder are in order.
 *
 * @param begun when the file was begun, to the millisecond
 * @param isCompressed whether it is closed and compressed
 */
record SampleFileName(Instant begun, boolean isCompressed) implements Comparable<SampleFileName> {

    /** The ending of a file that is being compressed, which may be left of a process that was killed. */
    static final String UNFINISHED = ".part";

    private static final Pattern NAME = Pattern.compile("samples-([0-9]{8}T[0-9]{6}\\.[0-9]{3}Z)\\.jsonl(\\.gz)?");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSX").withZone(ZoneOffset.UTC);

    /** The name that a text is; empty if it is none of ours. */
    static Optional<SampleFileName> of(String text) {
        Matcher name = NAME.matcher(text);
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SampleFileName(TIME.parse(name.group(1), Instant::from), name.group(2) != null));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The name of the same file when it is compressed. */
    SampleFileName compressed() {
        return new SampleFileName(begun, true);
    }

    @Override
    public int compareTo(SampleFileName other) {
        return Comparator.comparing(SampleFileName::begun)
                .thenComparing(SampleFileName::isCompressed)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return "samples-" + TIME.format(begun) + ".jsonl" + (isCompressed ? ".gz" : "");
    }
}
