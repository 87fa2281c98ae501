package io.nephoscope.partition.record;

import io.nephoscope.partition.Member;
import java.util.List;

/**
 * What a member says of itself, for as long as its session lasts.
 *
 * @param leaving whether its slots are to be handed over, because it is about to stop
 * @param polling a digest of what it is configured to poll, so that agents that differ in it are found; empty if
 *     unknown
 * @param process names the process, unlike any other, so that two with the same id are found; empty if unknown
 */
public record MemberRecord(Member member, boolean leaving, String polling, String process) {

    private static final String KIND = "member";
    private static final int VERSION = 1;
    private static final String PROCESS = "process";

    /** The same member when it is about to stop, or no longer is. */
    public MemberRecord leaving(boolean now) {
        return new MemberRecord(member, now, polling, process);
    }

    /** The same member with another digest of what it polls. */
    public MemberRecord polling(String digest) {
        return new MemberRecord(member, leaving, digest, process);
    }

    /** The record as text. */
    public String write() {
        RecordText text = RecordText.of(KIND, VERSION);
        text.add("id", member.id());
        text.add("weight", String.valueOf(member.weight()));
        text.add("state", leaving ? "leaving" : "present");
        text.add("polling", RecordText.escaped(polling));
        text.add(PROCESS, RecordText.escaped(process));
        return text.toString();
    }

    public static MemberRecord read(String record) throws MalformedRecordException {
        RecordText text = RecordText.parse(KIND, VERSION, record);
        try {
            List<List<String>> process = text.all(PROCESS);
            return new MemberRecord(
                    new Member(text.word("id"), (int) text.number("weight")),
                    text.word("state").equals("leaving"),
                    text.unescaped(text.word("polling")),
                    process.isEmpty() ? "" : text.unescaped(text.word(PROCESS)));
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException("member: " + e.getMessage());
        }
    }
}
