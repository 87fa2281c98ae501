package io.nephoscope.connector.libvirt;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the values of a domain's statistics are. Domains of the same shape share one layout, so names
 * are looked at once per shape and not once per domain and cycle.
 *
 * <p>A name with a number in it, such as {@code net.0.rx.bytes}, is also row 0 of the column {@code
 * net.*.rx.bytes}.
 */
public final class Layout {

    private static final Pattern ROW = Pattern.compile("\\.(\\d{1,6})\\.");
    private static final int[] NO_ROWS = {};

    private final int size;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, int[]> columns = new HashMap<>();

    /** A layout of values with these names, in this order. */
    public static Layout of(List<String> names) {
        return new Layout(names);
    }

    private Layout(List<String> names) {
        size = names.size();
        for (int slot = 0; slot < size; slot++) {
            add(names.get(slot), slot);
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
        int[] rows = columns.getOrDefault(column, NO_ROWS);
        return row < rows.length ? rows[row] : -1;
    }

    /** One more than the highest row of a column. There may be holes. */
    public int rows(String column) {
        return columns.getOrDefault(column, NO_ROWS).length;
    }

    private void add(String name, int slot) {
        slots.put(name, slot);
        Matcher row = ROW.matcher(name);
        if (row.find()) {
            String column = name.substring(0, row.start()) + ".*." + name.substring(row.end());
            columns.merge(column, rowsWith(Integer.parseInt(row.group(1)), slot), Layout::union);
        }
    }

    private static int[] rowsWith(int row, int slot) {
        int[] rows = new int[row + 1];
        Arrays.fill(rows, -1);
        rows[row] = slot;
        return rows;
    }

    private static int[] union(int[] first, int[] second) {
        int[] rows = Arrays.copyOf(first, Math.max(first.length, second.length));
        Arrays.fill(rows, first.length, rows.length, -1);
        for (int row = 0; row < second.length; row++) {
            if (second[row] >= 0) {
                rows[row] = second[row];
            }
        }
        return rows;
    }
}
