package io.nephoscope.expression.value;

import org.jspecify.annotations.Nullable;

/** Reads a {@link FormatSpec} from left to right. */
final class SpecReader {

    private final String spec;
    private final @Nullable Object value;
    private int position;

    SpecReader(String spec, @Nullable Object value) {
        this.spec = spec;
        this.value = value;
    }

    FormatSpec read() {
        String fill = " ";
        char align = 0;
        int first = Character.charCount(spec.codePointAt(0));
        if (first < spec.length() && isAlign(spec.charAt(first))) {
            fill = spec.substring(0, first);
            align = spec.charAt(first);
            position = first + 1;
        } else {
            align = next("<>=^");
        }
        boolean filled = position > 1;
        char sign = next("+- ");
        boolean noNegativeZero = next("z") != 0;
        boolean alternate = next("#") != 0;
        boolean zero = !filled && next("0") != 0;
        if (zero) {
            fill = "0";
            if (align == 0 && !(value instanceof String)) {
                align = '=';
            }
        }
        int width = number(0);
        char grouping = grouping();
        int precision = -1;
        if (next(".") != 0) {
            precision = number(-1);
            if (precision < 0) {
                throw PythonError.value("Format specifier missing precision");
            }
        }
        char type = position < spec.length() ? spec.charAt(position++) : 0;
        if (position < spec.length()) {
            throw PythonError.value("Invalid format specifier");
        }
        checkGrouping(grouping, type);
        return new FormatSpec(fill, align, sign, noNegativeZero, alternate, width, grouping, precision, type);
    }

    private static boolean isAlign(char c) {
        return "<>=^".indexOf(c) >= 0;
    }

    private char next(String accepted) {
        boolean there = position < spec.length() && accepted.indexOf(spec.charAt(position)) >= 0;
        return there ? spec.charAt(position++) : 0;
    }

    private int number(int otherwise) {
        int start = position;
        while (position < spec.length() && Character.isDigit(spec.charAt(position))) {
            position++;
        }
        if (start == position) {
            return otherwise;
        }
        try {
            return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(spec.substring(start, position)));
        } catch (NumberFormatException e) {
            throw PythonError.value("Too many decimal digits in format string");
        }
    }

    private char grouping() {
        char grouping = next(",");
        if (grouping != 0 && next(",") != 0) {
            throw PythonError.value("Cannot specify ',' with ','.");
        }
        char other = next("_");
        if (grouping != 0 && other != 0) {
            throw PythonError.value("Cannot specify both ',' and '_'.");
        }
        if (other != 0 && next("_,") != 0) {
            throw PythonError.value("Cannot specify both ',' and '_'.");
        }
        return other != 0 ? other : grouping;
    }

    private void checkGrouping(char grouping, char type) {
        boolean fits = type == 0 || "deEfFgG%".indexOf(type) >= 0 || (grouping == '_' && "boxX".indexOf(type) >= 0);
        if (grouping != 0 && !fits) {
            throw PythonError.value("Cannot specify '" + grouping + "' with '" + type + "'.");
        }
    }
}
