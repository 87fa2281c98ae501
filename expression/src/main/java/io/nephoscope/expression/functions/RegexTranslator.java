package io.nephoscope.expression.functions;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.value.PythonError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Translates a pattern of Python's to one of Java's that finds the same: anchors know only {@code \n} as the end of a
 * line, classes are Unicode's, groups are numbered.
 */
final class RegexTranslator {

    private static final long UNBOUNDED = Integer.MAX_VALUE;
    private static final long MOST_WORK = 100_000;
    private static final int DEEPEST = 50;

    /** What a part can match: how many characters, and how much work one try is at most. */
    private record Extent(long least, long most, long work) {

        static final Extent EMPTY = new Extent(0, 0, 1);
        static final Extent ONE = new Extent(1, 1, 1);

        Extent then(Extent next) {
            return new Extent(cap(least + next.least), cap(most + next.most), cap(work + next.work));
        }

        Extent or(Extent other) {
            return new Extent(Math.min(least, other.least), Math.max(most, other.most), cap(work + other.work));
        }

        Extent times(long from, long to) {
            long tries = to >= UNBOUNDED ? Math.max(from, 1) : to;
            return new Extent(cap(least * from), most == 0 ? 0 : cap(most * to), cap(work * Math.max(tries, 1)));
        }

        private static long cap(long number) {
            return number < 0 || number > UNBOUNDED ? UNBOUNDED : number;
        }
    }

    private final RegexReader reader;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<Integer, Extent> closed = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();
    private long flags;
    private int groups;
    private int depth;

    RegexTranslator(String text, long flags) {
        this.reader = new RegexReader(text);
        this.flags = flags;
    }

    String translate() {
        reader.globalFlags().forEach(flag -> flags |= flag);
        reader.verbose((flags & RegexFlags.VERBOSE) != 0);
        Extent extent = alternatives();
        if (!reader.atEnd()) {
            throw reader.problem("unbalanced parenthesis");
        }
        if (extent.work() > MOST_WORK) {
            throw PythonError.limit("the pattern repeats too much: its counts multiply to more than " + MOST_WORK);
        }
        return out.toString();
    }

    boolean ignoresCase() {
        return (flags & RegexFlags.IGNORECASE) != 0;
    }

    int groups() {
        return groups;
    }

    Map<String, Integer> names() {
        return names;
    }

    private boolean has(Long flag) {
        return (flags & flag) != 0;
    }

    private Extent alternatives() {
        if (++depth > DEEPEST) {
            throw PythonError.limit("the pattern is nested more than " + DEEPEST + " deep");
        }
        Extent extent = sequence();
        while (reader.skip("|")) {
            out.append('|');
            extent = extent.or(sequence());
        }
        depth--;
        return extent;
    }

    private Extent sequence() {
        Extent extent = Extent.EMPTY;
        reader.skipSpace();
        while (!reader.atEnd() && reader.peek() != '|' && reader.peek() != ')') {
            extent = extent.then(repeated());
            reader.skipSpace();
        }
        return extent;
    }

    private Extent repeated() {
        int start = out.length();
        int place = reader.position();
        int groupsBefore = groups;
        if (reader.quantifier() != null) {
            throw reader.problem("nothing to repeat", place);
        }
        boolean anchor = reader.isAnchor();
        Extent extent = atom();
        reader.skipSpace();
        int quantifierPlace = reader.position();
        RegexReader.Quantifier quantifier = reader.quantifier();
        if (quantifier == null) {
            return extent;
        }
        if (anchor || (extent.most() == 0 && out.length() == start && groups == groupsBefore)) {
            throw reader.problem("nothing to repeat", quantifierPlace);
        }
        if (extent.most() == 0) {
            out.insert(start, "(?:").append(')');
            // Repeating what matches no character changes nothing, and would be work without end.
            out.append(quantifier.from() == 0 ? "?" : "");
        } else {
            out.append(quantifier.text());
        }
        reader.skipSpace();
        int next = reader.position();
        if (reader.quantifier() != null) {
            throw reader.problem("multiple repeat", next);
        }
        return extent.times(quantifier.from(), quantifier.to());
    }

    private Extent atom() {
        int place = reader.position();
        int c = reader.next();
        switch (c) {
            case '(' -> {
                return group(place);
            }
            case '[' -> {
                new RegexClass(reader, has(RegexFlags.ASCII)).translate(out);
                return Extent.ONE;
            }
            case '.' -> {
                out.append(has(RegexFlags.DOTALL) ? "(?s:.)" : "[^\\n]");
                return Extent.ONE;
            }
            case '^' -> {
                out.append(has(RegexFlags.MULTILINE) ? "(?<![^\\n])" : "\\A");
                return Extent.EMPTY;
            }
            case '$' -> {
                out.append(has(RegexFlags.MULTILINE) ? "(?![^\\n])" : "(?=\\n?\\z)");
                return Extent.EMPTY;
            }
            case '\\' -> {
                return escape(place);
            }
            default -> {
                RegexClass.literal(out, c);
                return Extent.ONE;
            }
        }
    }

    private Extent escape(int place) {
        if (reader.atEnd()) {
            throw reader.problem("bad escape (end of pattern)", place);
        }
        int c = reader.peek();
        boolean ascii = has(RegexFlags.ASCII);
        String anchor =
                switch (c) {
                    case 'A' -> "\\A";
                    case 'Z' -> "\\z";
                    case 'b' -> RegexClass.boundary(ascii);
                    case 'B' -> RegexClass.noBoundary(ascii);
                    default -> "";
                };
        if (!anchor.isEmpty()) {
            reader.next();
            out.append(anchor);
            return Extent.EMPTY;
        }
        if (c >= '1' && c <= '9') {
            Integer octal = reader.octal();
            if (octal == null) {
                return backReference(reader.digits(2), place);
            }
            RegexClass.literal(out, octal);
            return Extent.ONE;
        }
        String shorthand = RegexClass.shorthand(c, ascii);
        if (shorthand.isEmpty()) {
            RegexClass.literal(out, reader.escapedCharacter(place));
        } else {
            reader.next();
            out.append('[').append(shorthand).append(']');
        }
        return Extent.ONE;
    }

    private Extent backReference(int group, int place) {
        if (group > groups || open.contains(group)) {
            throw reader.problem(
                    open.contains(group) ? "cannot refer to an open group" : "invalid group reference " + group, place);
        }
        out.append("(?:\\").append(group).append(')');
        return closed.getOrDefault(group, Extent.EMPTY);
    }

    private Extent group(int place) {
        if (!reader.skip("?")) {
            return capturing(place, "");
        }
        if (reader.skip("P<")) {
            return capturing(place, reader.name('>'));
        }
        if (reader.skip("P=")) {
            String name = reader.name(')');
            Integer group = names.get(name);
            if (group == null) {
                throw reader.problem("unknown group name '" + name + "'", place + 4);
            }
            return backReference(group, place);
        }
        if (reader.skip("#")) {
            reader.comment(place);
            return Extent.EMPTY;
        }
        for (String look : new String[] {"=", "!", "<=", "<!"}) {
            if (reader.skip(look)) {
                return look(look, place);
            }
        }
        if (reader.skip(":")) {
            return enclosed("(?:", place);
        }
        if (reader.skip(">")) {
            return enclosed("(?>", place);
        }
        if (reader.peek() == '(') {
            throw new PythonError(
                    ErrorKind.PATTERN_ERROR, "conditions in patterns are left out; write two alternatives");
        }
        return flagged(place);
    }

    private Extent enclosed(String head, int place) {
        out.append(head);
        Extent extent = alternatives();
        if (!reader.skip(")")) {
            throw reader.problem("missing ), unterminated subpattern", place);
        }
        out.append(')');
        return extent;
    }

    private Extent capturing(int place, String name) {
        int group = ++groups;
        if (group > 99) {
            throw PythonError.limit("the pattern has more than 99 groups");
        }
        if (!name.isEmpty() && names.putIfAbsent(name, group) != null) {
            throw reader.problem("redefinition of group name '" + name + "'", place + 4);
        }
        open.add(group);
        Extent extent = enclosed("(", place);
        open.remove(group);
        closed.put(group, extent);
        return extent;
    }

    private Extent look(String look, int place) {
        Extent extent = enclosed("(?" + look, place);
        if (look.startsWith("<") && (extent.least() != extent.most() || extent.most() >= UNBOUNDED)) {
            throw new PythonError(ErrorKind.PATTERN_ERROR, "look-behind requires fixed-width pattern");
        }
        return new Extent(0, 0, extent.work());
    }

    /** {@code (?i:...)}: flags for a part. */
    private Extent flagged(int place) {
        long before = flags;
        RegexReader.FlagChange change = reader.flagChange(place);
        flags = (flags | change.on()) & ~change.off();
        reader.verbose(has(RegexFlags.VERBOSE));
        String letters = has(RegexFlags.IGNORECASE) ? "(?iu:" : "(?-i:";
        Extent extent = enclosed(letters, place);
        flags = before;
        reader.verbose(has(RegexFlags.VERBOSE));
        return extent;
    }
}
