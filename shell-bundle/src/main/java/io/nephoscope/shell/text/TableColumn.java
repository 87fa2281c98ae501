package io.nephoscope.shell.text;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param title in capitals
 * @param kind how its cells are written and shortened
 * @param cell a row's text
 */
record TableColumn<T>(String title, Kind kind, Function<T, String> cell) {

    /** Cells narrower than this are not shortened further. */
    private static final int LEAST = 8;

    enum Kind {
        /** Left-aligned, never shortened: what a row is called, for the operator to type. */
        KEY,
        /** Left-aligned; its beginning tells most. */
        TEXT,
        /** Left-aligned; its end tells most. */
        TAIL,
        /** Right-aligned, never shortened. */
        NUMBER
    }

    String text(T row) {
        return Words.plain(cell.apply(row));
    }

    /** How narrow the column may become. */
    int least(int natural) {
        return kind == Kind.NUMBER || kind == Kind.KEY ? natural : Math.min(natural, Math.max(LEAST, title.length()));
    }

    String fit(String text, int width) {
        String cut = kind == Kind.TAIL ? Words.tail(text, width) : Words.head(text, width);
        String gap = " ".repeat(width - Words.length(cut));
        return kind == Kind.NUMBER ? gap + cut : cut + gap;
    }
}
