package io.nephoscope.expression.functions;

/** {@code [...]} and its shorthands. */
final class RegexClass {

    private static final String SPACE =
            "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

    private final RegexReader reader;
    private final boolean ascii;

    RegexClass(RegexReader reader, boolean ascii) {
        this.reader = reader;
        this.ascii = ascii;
    }

    /** What {@code \d} and the like stand for within brackets; empty for other letters. */
    static String shorthand(int letter, boolean ascii) {
        return switch (letter) {
            case 'd' -> ascii ? "0-9" : "\\p{Nd}";
            case 'D' -> ascii ? "[^0-9]" : "\\P{Nd}";
            case 'w' -> word(ascii);
            case 'W' -> "[^" + word(ascii) + "]";
            case 's' -> ascii ? "\\t-\\r\\x20" : SPACE;
            case 'S' -> ascii ? "[^\\t-\\r\\x20]" : "[^" + SPACE + "]";
            default -> "";
        };
    }

    private static String word(boolean ascii) {
        return ascii ? "a-zA-Z0-9_" : "\\p{L}\\p{N}_";
    }

    static String boundary(boolean ascii) {
        String word = "[" + word(ascii) + "]";
        return "(?:(?<=" + word + ")(?!" + word + ")|(?<!" + word + ")(?=" + word + "))";
    }

    static String noBoundary(boolean ascii) {
        String word = "[" + word(ascii) + "]";
        return "(?:(?<=" + word + ")(?=" + word + ")|(?<!" + word + ")(?!" + word + "))(?!\\A\\z)";
    }

    /** A character that means itself, inside and outside of brackets. */
    static void literal(StringBuilder out, int c) {
        if (c < 0x80 && Character.isLetterOrDigit(c)) {
            out.append((char) c);
        } else {
            out.append("\\x{").append(Integer.toHexString(c)).append('}');
        }
    }

    /** Translates what follows an opening bracket. */
    void translate(StringBuilder out) {
        int place = reader.position() - 1;
        out.append(reader.skip("^") ? "[^" : "[");
        boolean first = true;
        while (first || reader.peek() != ']') {
            first = false;
            if (reader.atEnd()) {
                throw reader.problem("unterminated character set", place);
            }
            item(out, place);
        }
        reader.next();
        out.append(']');
    }

    private void item(StringBuilder out, int place) {
        int start = reader.position();
        int low = character(out);
        if (reader.peek() != '-') {
            finish(out, low);
            return;
        }
        reader.next();
        if (reader.peek() == ']') {
            finish(out, low);
            literal(out, '-');
            return;
        }
        if (reader.atEnd()) {
            throw reader.problem("unterminated character set", place);
        }
        int high = low < 0 ? -1 : character(new StringBuilder());
        if (low < 0 || high < low) {
            throw reader.problem("bad character range", start);
        }
        literal(out, low);
        out.append('-');
        literal(out, high);
    }

    private static void finish(StringBuilder out, int character) {
        if (character >= 0) {
            literal(out, character);
        }
    }

    /** One character, or -1 for a shorthand, which is written at once. */
    private int character(StringBuilder out) {
        int place = reader.position();
        int c = reader.next();
        if (c != '\\') {
            return c;
        }
        String shorthand = shorthand(reader.peek(), ascii);
        if (!shorthand.isEmpty()) {
            reader.next();
            out.append(shorthand);
            return -1;
        }
        if (reader.skip("b")) {
            return '\b';
        }
        Integer octal = reader.peek() >= '1' && reader.peek() <= '7' ? reader.octal() : null;
        return octal == null ? reader.escapedCharacter(place) : octal;
    }
}
