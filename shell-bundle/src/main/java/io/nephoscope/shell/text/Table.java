package io.nephoscope.shell.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A table that fits the terminal. What is too wide is shortened, the widest column first. Where even that does not
 * fit, each row becomes a few lines, in which nothing is lost. Text that is
 * seldom there and must not be shortened, such as an error, is a note: lines of its own below the row.
 */
public final class Table<T> {

    private static final String GAP = " ";
    private static final String NOTE_INDENT = "    ";

    private final List<TableColumn<T>> columns = new ArrayList<>();
    private final List<Function<T, String>> notes = new ArrayList<>();

    /** Adds a column of text that is kept whole. */
    public Table<T> key(String title, Function<T, String> cell) {
        return add(title, TableColumn.Kind.KEY, cell);
    }

    /** Adds a column of text that may lose its end. */
    public Table<T> text(String title, Function<T, String> cell) {
        return add(title, TableColumn.Kind.TEXT, cell);
    }

    /** Adds a column of text that may lose its beginning. */
    public Table<T> tail(String title, Function<T, String> cell) {
        return add(title, TableColumn.Kind.TAIL, cell);
    }

    /** Adds a column that is aligned to the right. */
    public Table<T> number(String title, Function<T, ?> cell) {
        return add(title, TableColumn.Kind.NUMBER, row -> String.valueOf(cell.apply(row)));
    }

    /** Adds a note; none where the text is empty. */
    public Table<T> note(Function<T, String> text) {
        notes.add(text);
        return this;
    }

    /** The table with its titles; no line is longer than the width, but for a single word that is. */
    public String render(Collection<T> rows, int width) {
        List<List<String>> cells = rows.stream().map(this::cells).toList();
        int[] widths = fit(cells, width);
        if (IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) > width) {
            return stacked(rows, cells, width);
        }
        StringBuilder text =
                new StringBuilder(line(columns.stream().map(TableColumn::title).toList(), widths, width));
        int row = 0;
        for (T value : rows) {
            text.append(line(cells.get(row++), widths, width));
            appendNotes(text, value, width);
        }
        return text.toString();
    }

    /** Each row as its first cell and, below it, the titles and cells of the other columns. */
    private String stacked(Collection<T> rows, List<List<String>> cells, int width) {
        StringBuilder text = new StringBuilder();
        int row = 0;
        for (T value : rows) {
            List<String> current = cells.get(row++);
            text.append(Words.wrap(current.get(0), "", width));
            StringBuilder rest = new StringBuilder();
            for (int i = 1; i < current.size(); i++) {
                if (!current.get(i).isEmpty()) {
                    rest.append(rest.isEmpty() ? "" : ", ")
                            .append(columns.get(i).title())
                            .append(' ')
                            .append(current.get(i));
                }
            }
            text.append(rest.isEmpty() ? "" : Words.wrap(rest.toString(), NOTE_INDENT, width));
            appendNotes(text, value, width);
        }
        return text.toString();
    }

    private void appendNotes(StringBuilder text, T value, int width) {
        for (Function<T, String> note : notes) {
            String line = note.apply(value);
            text.append(line.isBlank() ? "" : Words.wrap(line, NOTE_INDENT, width));
        }
    }

    private Table<T> add(String title, TableColumn.Kind kind, Function<T, String> cell) {
        columns.add(new TableColumn<>(title, kind, cell));
        return this;
    }

    private List<String> cells(T row) {
        return columns.stream().map(column -> column.text(row)).toList();
    }

    private int[] fit(List<List<String>> rows, int width) {
        int[] widths =
                IntStream.range(0, columns.size()).map(i -> natural(rows, i)).toArray();
        int[] least = IntStream.range(0, widths.length)
                .map(i -> columns.get(i).least(widths[i]))
                .toArray();
        int excess = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - width;
        for (int widest = widest(widths, least); excess > 0 && widest >= 0; widest = widest(widths, least)) {
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    private int natural(List<List<String>> rows, int column) {
        int title = columns.get(column).title().length();
        return rows.stream().mapToInt(row -> Words.length(row.get(column))).reduce(title, Math::max);
    }

    /** The widest column that may still become narrower, or -1. */
    private static int widest(int[] widths, int[] least) {
        return IntStream.range(0, widths.length)
                .filter(i -> widths[i] > least[i])
                .reduce((a, b) -> widths[b] > widths[a] ? b : a)
                .orElse(-1);
    }

    private String line(List<String> cells, int[] widths, int width) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP).append(columns.get(i).fit(cells.get(i), widths[i]));
        }
        return Words.head(line.toString().stripTrailing(), width) + "\n";
    }
}
