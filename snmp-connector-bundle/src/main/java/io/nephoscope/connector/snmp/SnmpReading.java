package io.nephoscope.connector.snmp;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was read of a device at one time. Immutable. */
public final class SnmpReading {

    private final Builder read;
    private final @Nullable SnmpTrouble trouble;

    private SnmpReading(Builder read, @Nullable SnmpTrouble trouble) {
        this.read = read;
        this.trouble = trouble;
    }

    /** Begins a reading: for the connector, and for tests of those who ask it. */
    public static Builder of(SnmpQuery query) {
        return new Builder(query);
    }

    /** Why it ended before all was read; empty if all was. What was read before is there all the same. */
    public Optional<SnmpTrouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** The value of an exact OID of the query; empty if it was not read, or not asked for. */
    public Optional<SnmpValue> value(String oid) {
        return Optional.ofNullable(read.exact.get(oid));
    }

    /**
     * The rows of a column of the query, by what follows the column in their OIDs, such as {@code 2} or {@code
     * 127.0.0.1}, in the order of the device. Empty if it has none, if it was not read, or not asked for: see {@link
     * #isComplete}.
     */
    public Map<String, SnmpValue> column(String oid) {
        return Collections.unmodifiableMap(read.columns.getOrDefault(oid, Map.of()));
    }

    /** Whether a column was read to its end. */
    public boolean isComplete(String column) {
        return read.complete.contains(column);
    }

    /** Collects what is read. For one thread at a time. */
    public static final class Builder {

        private final Map<String, SnmpValue> exact;
        private final Map<String, Map<String, SnmpValue>> columns;
        private final Set<String> complete = new HashSet<>();
        private boolean isEnded;

        private Builder(SnmpQuery query) {
            exact = new HashMap<>(query.exact().size() * 2);
            columns = new HashMap<>(query.columns().size() * 2);
        }

        /** An exact OID. */
        public Builder value(String oid, SnmpValue value) {
            check();
            exact.put(oid, value);
            return this;
        }

        /** A row of a column. */
        public Builder row(String column, String row, SnmpValue value) {
            check();
            columns.computeIfAbsent(column, any -> new LinkedHashMap<>()).put(row, value);
            return this;
        }

        /** Says that there are no more rows in these columns. */
        public Builder complete(String... ended) {
            check();
            complete.addAll(List.of(ended));
            return this;
        }

        /** How many rows a column has by now. */
        public int rows(String column) {
            return columns.getOrDefault(column, Map.of()).size();
        }

        /** Ends it: all was read. */
        public SnmpReading build() {
            return end(null);
        }

        /** Ends it: something was not read. */
        public SnmpReading build(SnmpTrouble why) {
            return end(Objects.requireNonNull(why, "trouble"));
        }

        private SnmpReading end(@Nullable SnmpTrouble why) {
            check();
            isEnded = true;
            return new SnmpReading(this, why);
        }

        /** What was handed out does not change any more. */
        private void check() {
            if (isEnded) {
                throw new IllegalStateException("the reading has ended");
            }
        }
    }
}
