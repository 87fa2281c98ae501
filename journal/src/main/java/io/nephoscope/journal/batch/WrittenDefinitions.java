package io.nephoscope.journal.batch;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What the records of one segment have defined: texts, meters and subjects, each by a number. Two records define each of
 * them, the first two that use it, so that no single record is needed to read any other.
 */
final class WrittenDefinitions {

    private static final int COPIES = 2;
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

        private Definition(int number) {
            this.number = number;
        }

        /** Whether a record that uses it is to define it at this place; true once per record, for two records. */
        boolean isDueIn(long sequence) {
            if (copies == COPIES || lastRecord == sequence) {
                return false;
            }
            copies++;
            lastRecord = sequence;
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
