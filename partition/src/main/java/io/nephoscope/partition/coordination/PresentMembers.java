package io.nephoscope.partition.coordination;

import io.nephoscope.api.coordination.CoordinationListener.Present;
import io.nephoscope.partition.Member;
import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.MemberRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what members say of themselves: each record once, for of a thousand members one changes at a time. */
final class PresentMembers {

    private final Map<String, Read> known = new HashMap<>();
    private Map<String, Present> last = Map.of();
    private List<MemberRecord> sorted = List.of();

    private record Read(String text, MemberRecord record) {}

    /** Those that are there, who has been there longest first. */
    List<MemberRecord> of(Map<String, Present> present) {
        if (!present.equals(last)) {
            last = present;
            known.keySet().retainAll(present.keySet());
            sorted = present.entrySet().stream()
                    .sorted(Comparator.comparingLong(entry -> entry.getValue().created()))
                    .map(entry -> read(entry.getKey(), entry.getValue().record()))
                    .toList();
        }
        return sorted;
    }

    private MemberRecord read(String id, String text) {
        Read before = known.get(id);
        if (before == null || !before.text().equals(text)) {
            before = new Read(text, parsed(id, text));
            known.put(id, before);
        }
        return before.record();
    }

    /** One that cannot be read is of another version, and is there all the same. */
    private static MemberRecord parsed(String id, String text) {
        try {
            return MemberRecord.read(text);
        } catch (MalformedRecordException e) {
            return new MemberRecord(new Member(id, 1), false, "", "");
        }
    }
}
