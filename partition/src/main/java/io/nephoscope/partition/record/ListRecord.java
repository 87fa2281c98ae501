package io.nephoscope.partition.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What is told of a list that one agent makes for all, beside the list itself.
 *
 * @param due for which it was made
 * @param after how long after that it was there, by its maker's clock
 * @param digest of the list; empty unless it is there
 */
public record ListRecord(Instant due, Duration after, State state, String digest) {

    private static final String KIND = "list";
    private static final int VERSION = 1;
    private static final String NONE = "-";

    /** What became of it. */
    public enum State {
        /** It lies beside this record. */
        THERE,

        /** It is larger than what may be handed over: each agent makes its own. */
        TOO_LARGE,

        /** It could not be made. */
        FAILED
    }

    /** The record as text. */
    public String write() {
        RecordText text = RecordText.of(KIND, VERSION);
        text.add("due", due.toString());
        text.add("after", String.valueOf(after.toMillis()));
        text.add("state", state.name().toLowerCase(Locale.ROOT));
        text.add("digest", digest.isEmpty() ? NONE : digest);
        return text.toString();
    }

    public static ListRecord read(String record) throws MalformedRecordException {
        RecordText text = RecordText.parse(KIND, VERSION, record);
        String digest = text.word("digest");
        return new ListRecord(
                text.time(text.word("due")),
                Duration.ofMillis(text.number("after")),
                state(text.word("state")),
                digest.equals(NONE) ? "" : digest);
    }

    private static State state(String word) throws MalformedRecordException {
        try {
            return State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException("list: unknown state \"" + word + "\"");
        }
    }
}
