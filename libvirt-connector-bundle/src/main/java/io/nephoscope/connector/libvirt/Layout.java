package io.nephoscope.connector.libvirt;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the values of a domain's statistics are. Domains of the same shape share one layout, so names
 * are looked at once per shape and not once per domain and cycle.
 *
 * <p>A name with a number in it, such as {@code net.0.rx.bytes}, is also row 0 of the column {@code
 * net.*.rx.bytes}. Takes memory for the names that there are, whatever numbers they hold.
 */
public final class Layout {

    private static final Pattern ROW = Pattern.compile("\\.(\\d{1,5})\\.");
    /**
     * What has a higher number is in no column, so that loops over rows come to an end soon. Libvirt's domains have
     * some thousand vCPUs at most, and fewer devices.
     */
    private static final int MOST_ROWS = 16_384;

    private static final Column NO_COLUMN = new Column(new int[0], new int[0]);

    /** The rows of a column that hold a value, in order, and the slot of each. */
    static final class Column {

        final int[] rows;
        final int[] slots;

        private Column(int[] rows, int[] slots) {
            this.rows = rows;
            this.slots = slots;
        }

        private static Column of(Map<Integer, Integer> slotsByRow) {
            return new Column(
                    slotsByRow.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    slotsByRow.values().stream().mapToInt(Integer::intValue).toArray());
        }

        private int slot(int row) {
            if (row < 0) {
                return -1;
            }
            // Rows without holes, as nearly all are, stand where their number says.
            int index = row < rows.length && rows[row] == row ? row : Arrays.binarySearch(rows, row);
            return index < 0 ? -1 : slots[index];
        }
    }

    private final int size;
    private final BitSet unsigned;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, Column> columns = new HashMap<>();

    /** A layout of values with these names, in this order, none of which is unsigned. */
    public static Layout of(List<String> names) {
        return new Layout(names, new BitSet());
    }

    /**
     * A layout of values with these names, in this order.
     *
     * @param unsigned the slots of values that use all 64 bits and have no sign; not to be changed any more
     */
    public static Layout of(List<String> names, BitSet unsigned) {
        return new Layout(names, unsigned);
    }

    private Layout(List<String> names, BitSet unsigned) {
        size = names.size();
        this.unsigned = unsigned;
        Map<String, Map<Integer, Integer>> rows = new HashMap<>();
        for (int slot = 0; slot < size; slot++) {
            slots.put(names.get(slot), slot);
            addRow(names.get(slot), slot, rows);
        }
        rows.forEach((column, slotsByRow) -> columns.put(column, Column.of(slotsByRow)));
    }

    private static void addRow(String name, int slot, Map<String, Map<Integer, Integer>> rows) {
        Matcher number = ROW.matcher(name);
        if (number.find() && Integer.parseInt(number.group(1)) < MOST_ROWS) {
            String column = name.substring(0, number.start()) + ".*." + name.substring(number.end());
            rows.computeIfAbsent(column, first -> new TreeMap<>()).put(Integer.parseInt(number.group(1)), slot);
        }
    }

    /** How many values there are. */
    public int size() {
        return size;
    }

    /** The slot of a value; -1 if there is none of this name. */
    public int slot(String name) {
        return slots.getOrDefault(name, -1);
    }

    /** The slot of a value in a row of a column; -1 if there is none. */
    public int slot(String column, int row) {
        return column(column).slot(row);
    }

    /** One more than the highest row of a column. There may be holes. */
    public int rows(String column) {
        int[] rows = column(column).rows;
        return rows.length == 0 ? 0 : rows[rows.length - 1] + 1;
    }

    /** Whether the value in a slot has no sign. */
    boolean isUnsigned(int slot) {
        return unsigned.get(slot);
    }

    Column column(String column) {
        return columns.getOrDefault(column, NO_COLUMN);
    }
}
