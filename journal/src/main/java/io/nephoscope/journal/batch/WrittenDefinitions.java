package io.nephoscope.journal.batch;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What the records of one segment have defined: texts, meters and subjects, each by a number. The first two records that use
 * one define it, so that no single record is needed to read any other; and so does one that comes much later, for damage of
 * several records one after the other.
 */
final class WrittenDefinitions {

    private static final int NEAR_COPIES = 2;
    private static final int COPIES = 3;
    /** More bytes than what a disk loses at once. */
    private static final long FAR = 1 << 16;

    private static final int MORE_THAN_KNOWN = 1024;

    private final Map<Object, Definition> known = new HashMap<>();
    // Subjects are shared from poll to poll: to know one again by itself spares its hash, which goes through its
    // metadata.
    private final IdentityHashMap<Object, Definition> seen = new IdentityHashMap<>();

    /** What stands for one object in a segment. */
    static final class Definition {

        final int number;
        private int copies;
        private long lastRecord = -1;
        private long lastAt;

        private Definition(int number) {
            this.number = number;
        }

        /**
         * Whether a record that uses it is to define it at this place; true once per record, for three records.
         *
         * @param at how many bytes were written before
         */
        boolean isDueIn(long record, long at) {
            if (lastRecord == record || copies == COPIES || (copies == NEAR_COPIES && at - lastAt < FAR)) {
                return false;
            }
            copies++;
            lastRecord = record;
            lastAt = at;
            return true;
        }
    }

    Definition of(Object object) {
        Definition definition = seen.get(object);
        if (definition == null) {
            definition = known.computeIfAbsent(object, any -> new Definition(known.size()));
            if (seen.size() > 2 * known.size() + MORE_THAN_KNOWN) {
                seen.clear();
            }
            seen.put(object, definition);
        }
        return definition;
    }
}
