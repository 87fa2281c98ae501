package io.nephoscope.connector.snmp;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is to be read of a device. Make one and keep it: equal queries are prepared once. Immutable.
 *
 * @param exact OIDs of single values, such as {@code 1.3.6.1.2.1.1.3.0}; each once
 * @param columns OIDs of columns of tables, of which all rows are read; each once
 */
public record SnmpQuery(List<String> exact, List<String> columns) {

    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,9})){1,127}");
    private static final long LARGEST = (1L << 32) - 1;

    public SnmpQuery {
        exact = checked(exact);
        columns = checked(columns);
    }

    /** A query for single values. */
    public static SnmpQuery of(String... exact) {
        return new SnmpQuery(List.of(exact), List.of());
    }

    /** The same query with more columns. */
    public SnmpQuery columns(String... more) {
        LinkedHashSet<String> all = new LinkedHashSet<>(columns);
        all.addAll(List.of(more));
        return new SnmpQuery(exact, List.copyOf(all));
    }

    /** Whether a text is an OID in digits and dots, of a number that SNMP knows. */
    public static boolean isOid(String text) {
        if (!OID.matcher(text).matches()) {
            return false;
        }
        for (String number : text.split("\\.", -1)) {
            if (Long.parseLong(number) > LARGEST) {
                return false;
            }
        }
        return true;
    }

    private static List<String> checked(Collection<String> oids) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(oids));
        distinct.stream().filter(oid -> !isOid(oid)).findFirst().ifPresent(oid -> {
            throw new IllegalArgumentException(oid + " is no OID in digits and dots");
        });
        return distinct;
    }
}
