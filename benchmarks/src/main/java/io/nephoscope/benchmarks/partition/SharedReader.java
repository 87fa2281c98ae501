package io.nephoscope.benchmarks.partition;

import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.record.AssignmentReader;
import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.SlotAssignmentText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads for all agents of a simulation what each would read for itself, so that one process can be all of them. */
final class SharedReader implements AssignmentReader {

    private static final int KEPT = 8;

    private final Map<String, SlotAssignment> last = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SlotAssignment> eldest) {
            return size() > KEPT;
        }
    };

    @Override
    public SlotAssignment read(String text) throws MalformedRecordException {
        SlotAssignment known = last.get(text);
        if (known == null) {
            known = SlotAssignmentText.read(text);
            last.put(text, known);
        }
        return known;
    }
}
