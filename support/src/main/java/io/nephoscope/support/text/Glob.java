package io.nephoscope.support.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A shell pattern as Python's fnmatch reads it: {@code *}, {@code ?}, {@code [seq]}, {@code [!seq]}; case counts.
 * Matching takes at most time proportional to the product of both lengths, whoever wrote the pattern: that is
 * why it is not translated to a regular expression.
 */
public final class Glob {

    private static final Element STAR = new Element(true, List.of(), true);
    private static final Element ANY_ONE = new Element(false, List.of(), true);
    private static final Element[] PLAIN = {};

    private static final String WILDCARDS = "*?[";

    /** Patterns are many, and most of what stands in them is ASCII. */
    private static final Element[] ASCII =
            IntStream.range(0, 128).mapToObj(Element::single).toArray(Element[]::new);

    private final String pattern;
    private final Element[] elements;
    /** What every name that matches begins with. */
    private final String prefix;

    /** A star, or one place of the pattern: the ranges of code points that may stand there, or may not. */
    private record Element(boolean star, List<int[]> ranges, boolean negated) {

        static Element only(int codePoint) {
            return codePoint < ASCII.length ? ASCII[codePoint] : single(codePoint);
        }

        private static Element single(int codePoint) {
            return new Element(false, List.of(new int[] {codePoint, codePoint}), false);
        }

        boolean holds(int codePoint) {
            for (int[] range : ranges) {
                if (range[0] <= codePoint && codePoint <= range[1]) {
                    return !negated;
                }
            }
            return negated;
        }
    }

    private Glob(String pattern) {
        this.pattern = pattern;
        this.prefix = prefixOf(pattern);
        this.elements = isPlain() ? PLAIN : new Parser(pattern).elements().toArray(Element[]::new);
    }

    /** The pattern ready to match. Every text is a pattern. */
    public static Glob of(String pattern) {
        return new Glob(pattern);
    }

    /** Whether it has no wildcard, so that its prefix is all of it. */
    private boolean isPlain() {
        return prefix.length() == pattern.length();
    }

    /** Whether the whole name matches. */
    public boolean matches(String name) {
        if (!name.startsWith(prefix)) {
            return false;
        }
        return isPlain() ? name.length() == prefix.length() : match(codePoints(name));
    }

    /** By hand: a stream takes several times as long, and this runs for each pair of a source and a pollster. */
    private static int[] codePoints(String text) {
        int[] codePoints = new int[text.codePointCount(0, text.length())];
        int at = 0;
        for (int i = 0; i < codePoints.length; i++) {
            codePoints[i] = text.codePointAt(at);
            at += Character.charCount(codePoints[i]);
        }
        return codePoints;
    }

    private static String prefixOf(String pattern) {
        int end = 0;
        while (end < pattern.length() && WILDCARDS.indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, end);
    }

    /**
     * Goes along the name; where it does not fit, the last {@code *} takes one character more. Earlier ones need
     * not be tried again: what they could take, the last one can take as well.
     */
    private boolean match(int[] name) {
        int at = 0;
        int element = 0;
        int retryElement = -1;
        int retryAt = 0;
        while (at < name.length) {
            if (element < elements.length && elements[element].star()) {
                retryElement = ++element;
                retryAt = at;
            } else if (element < elements.length && elements[element].holds(name[at])) {
                element++;
                at++;
            } else if (retryElement >= 0) {
                element = retryElement;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        while (element < elements.length && elements[element].star()) {
            element++;
        }
        return element == elements.length;
    }

    /** The pattern as written. */
    @Override
    public String toString() {
        return pattern;
    }

    /** Reads a pattern once from left to right. */
    private static final class Parser {

        private final int[] pattern;
        private final List<Element> elements = new ArrayList<>();
        private int at;

        Parser(String pattern) {
            this.pattern = pattern.codePoints().toArray();
        }

        List<Element> elements() {
            while (at < pattern.length) {
                int c = pattern[at++];
                switch (c) {
                    case '*' -> elements.add(STAR);
                    case '?' -> elements.add(ANY_ONE);
                    case '[' -> bracket();
                    default -> elements.add(Element.only(c));
                }
            }
            return elements;
        }

        /** A bracket that is never closed stands for itself; one that closes at once starts with a {@code ]}. */
        private void bracket() {
            boolean negated = at < pattern.length && pattern[at] == '!';
            int start = negated ? at + 1 : at;
            int end = start + 1;
            while (end < pattern.length && pattern[end] != ']') {
                end++;
            }
            if (end >= pattern.length) {
                elements.add(Element.only('['));
            } else {
                at = end + 1;
                elements.add(new Element(false, ranges(start, end), negated));
            }
        }

        /** Ranges that run backwards hold nothing. */
        private List<int[]> ranges(int start, int end) {
            List<int[]> ranges = new ArrayList<>();
            for (int i = start; i < end; i++) {
                if (i + 2 < end && pattern[i + 1] == '-') {
                    if (pattern[i] <= pattern[i + 2]) {
                        ranges.add(new int[] {pattern[i], pattern[i + 2]});
                    }
                    i += 2;
                } else {
                    ranges.add(new int[] {pattern[i], pattern[i]});
                }
            }
            return ranges;
        }
    }
}
