package io.nephoscope.coordination;

import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.MemberRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that another running agent has this agent's id: after this agent's own process was seen as the member,
 * another one is. An earlier process of the same agent is seen before, if at all. Of one thread.
 */
final class NamesakeWatch {

    /** An engine may show for a moment what was. */
    private static final Duration SURE_AFTER = Duration.ofSeconds(2);
    /** Two that replace each other again and again never stay for so long. */
    private static final int SURE_AT = 3;

    private final String process;
    private boolean seen;
    private int replaced;
    private @Nullable Long replacedAt;

    /** @param process what this process writes into its record */
    NamesakeWatch(String process) {
        this.process = process;
    }

    /** @param record that of the member of this agent's id, as the engine shows it; null if there is none */
    void viewed(@Nullable String record, long now) {
        String other = record == null ? "" : processOf(record);
        if (other.equals(process)) {
            seen = true;
            replacedAt = null;
        } else if (seen && !other.isEmpty() && replacedAt == null) {
            replacedAt = now;
            replaced++;
        }
    }

    private static String processOf(String record) {
        try {
            return MemberRecord.read(record).process();
        } catch (MalformedRecordException e) {
            return "";
        }
    }

    /** Whether another agent is this member now. */
    boolean isReplaced(long now) {
        Long since = replacedAt;
        return since != null && (replaced >= SURE_AT || now - since > SURE_AFTER.toNanos());
    }
}
