package io.nephoscope.partition.record;

import io.nephoscope.partition.Member;

/**
 * What a member says of itself, for as long as its session lasts.
 *
 * @param leaving whether its slots are to be handed over, because it is about to stop
 * @param polling a digest of what it is configured to poll, so that agents that differ in it are found; empty if
 *     unknown
 */
public record MemberRecord(Member member, boolean leaving, String polling) {

    private static final String KIND = "member";
    private static final int VERSION = 1;

    /** The record as text. */
    public String write() {
        RecordText text = RecordText.of(KIND, VERSION);
        text.add("id", member.id());
        text.add("weight", String.valueOf(member.weight()));
        text.add("state", leaving ? "leaving" : "present");
        text.add("polling", RecordText.escaped(polling));
        return text.toString();
    }

    public static MemberRecord read(String record) throws MalformedRecordException {
        RecordText text = RecordText.parse(KIND, VERSION, record);
        try {
            return new MemberRecord(
                    new Member(text.word("id"), (int) text.number("weight")),
                    text.word("state").equals("leaving"),
                    text.unescaped(text.word("polling")));
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException("member: " + e.getMessage());
        }
    }
}
