package io.nephoscope.partition.coordination;

import static io.nephoscope.api.coordination.Coordination.LOADS;
import static java.util.stream.Collectors.toCollection;

import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.partition.Handover;
import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotCosts;
import io.nephoscope.partition.SlotOwners;
import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.SlotCostsText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What members have measured, as they write it down for whoever shares slots out. */
public final class LoadRecords {

    private LoadRecords() {}

    /** The names of the records that tell what slots cost: of owners, and of those from whom they have them. */
    public static Set<String> names(SlotAssignment assignment) {
        Stream<String> owners = assignment.owners().members().stream().map(Member::id);
        Stream<String> former = assignment.allHandovers().map(Handover::from);
        return Stream.concat(owners, former).map(id -> LOADS + id).collect(toCollection(HashSet::new));
    }

    /**
     * What slots cost. What cannot be read is not known.
     *
     * @param found records by name; others among them are passed over
     */
    public static SlotCosts read(Map<String, Stored> found, SlotOwners owners) {
        Map<String, SlotCosts> byMember = new HashMap<>();
        found.forEach((name, stored) -> {
            if (name.startsWith(LOADS) && !stored.equals(Stored.NOTHING)) {
                try {
                    byMember.put(name.substring(LOADS.length()), SlotCostsText.read(stored.text()));
                } catch (MalformedRecordException e) {
                    // Of another version, perhaps: it counts as not known.
                    byMember.remove(name.substring(LOADS.length()));
                }
            }
        });
        return SlotCosts.combined(byMember, owners);
    }
}
