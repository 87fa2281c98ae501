package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpQuery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.snmp4j.smi.OID;

/** A query with its OIDs in the library's form, which is made once for all devices. Immutable. */
record PreparedQuery(SnmpQuery query, List<Target> exact, List<Target> columns) {

    /** An OID in both forms. */
    record Target(String name, OID oid) {}

    private static List<Target> targets(List<String> names) {
        return names.stream().map(name -> new Target(name, new OID(name))).toList();
    }

    /** The queries that were asked lately. Thread-safe. */
    static final class Cache {

        private static final int MOST = 1000;

        private final Map<SnmpQuery, PreparedQuery> known = new ConcurrentHashMap<>();

        PreparedQuery prepare(SnmpQuery query) {
            PreparedQuery before = known.get(query);
            if (before != null) {
                return before;
            }
            if (known.size() > MOST) {
                known.clear();
            }
            return known.computeIfAbsent(
                    query, any -> new PreparedQuery(query, targets(query.exact()), targets(query.columns())));
        }
    }
}
