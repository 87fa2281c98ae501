package io.nephoscope.expression.functions;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A regular expression, translated from Python's syntax to Java's. Every character that a match looks at is paid for. */
final class RegexPattern {

    private static final int LOOKS_PER_PAYMENT = 256;
    private static final int STEPS_PER_PAYMENT = 16;

    private final Pattern pattern;
    /** The same, but never an empty match at the place where the search begins. */
    private final Pattern advancing;

    private final int groups;
    private final Map<String, Integer> names;

    private RegexPattern(Pattern pattern, Pattern advancing, int groups, Map<String, Integer> names) {
        this.pattern = pattern;
        this.advancing = advancing;
        this.groups = groups;
        this.names = names;
    }

    static RegexPattern compile(String text, long flags) {
        if ((flags & ~RegexFlags.KNOWN) != 0) {
            throw PythonError.value("unknown flags of a pattern; there are re.I, re.M, re.S, re.X and re.A");
        }
        RegexTranslator translator = new RegexTranslator(text, flags);
        String translated = translator.translate();
        int options = translator.ignoresCase() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        try {
            return new RegexPattern(
                    Pattern.compile(translated, options),
                    Pattern.compile("(?:" + translated + ")(?!\\G)", options),
                    translator.groups(),
                    translator.names());
        } catch (IllegalArgumentException e) {
            throw new PythonError(ErrorKind.PATTERN_ERROR, "this pattern is left out: " + text);
        }
    }

    int groups() {
        return groups;
    }

    Map<String, Integer> names() {
        return names;
    }

    /** The number of a group by its number or name. */
    int group(@Nullable Object group) {
        if (group instanceof String name && names.containsKey(name)) {
            return names.get(name);
        }
        if (Type.isInt(group)) {
            long index = Ints.argument(group);
            if (index >= 0 && index <= groups) {
                return (int) index;
            }
        }
        throw MatchValue.noGroup();
    }

    @Nullable
    MatchResult atStart(String text, Budget budget) {
        Matcher matcher = pattern.matcher(new MeteredText(text, budget));
        return matcher.lookingAt() ? matcher.toMatchResult() : null;
    }

    @Nullable
    MatchResult whole(String text, Budget budget) {
        Matcher matcher = pattern.matcher(new MeteredText(text, budget));
        return matcher.matches() ? matcher.toMatchResult() : null;
    }

    @Nullable
    MatchResult anywhere(String text, Budget budget) {
        return find(pattern, new MeteredText(text, budget), 0);
    }

    /** All matches that do not overlap. After an empty one the next begins at the same place and is not empty. */
    List<MatchResult> all(String text, long most, Budget budget) {
        MeteredText metered = new MeteredText(text, budget);
        List<MatchResult> matches = new ArrayList<>();
        MatchResult match = find(pattern, metered, 0);
        while (match != null && matches.size() < most) {
            matches.add(match);
            budget.step();
            budget.size(matches.size());
            boolean empty = match.start() == match.end();
            match = find(empty ? advancing : pattern, metered, match.end());
        }
        return matches;
    }

    /** Java may begin a match between the halves of a surrogate pair; Python knows no such place. */
    private @Nullable MatchResult find(Pattern first, MeteredText text, int from) {
        Matcher matcher = first.matcher(text);
        int start = from;
        while (start <= text.length()) {
            matcher.useTransparentBounds(true).useAnchoringBounds(false).region(start, text.length());
            if (!matcher.find()) {
                return null;
            }
            if (!text.isWithinPair(matcher.start())) {
                return matcher.toMatchResult();
            }
            start = matcher.start() + 1;
            matcher = pattern.matcher(text);
        }
        return null;
    }

    /** A text that notices how often a match looks at it, so that none goes on for ever. */
    private static final class MeteredText implements CharSequence {

        private final String text;
        private final Budget budget;
        private int looks;

        MeteredText(String text, Budget budget) {
            this.text = text;
            this.budget = budget;
        }

        boolean isWithinPair(int index) {
            return index > 0
                    && index < text.length()
                    && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
        }

        @Override
        public char charAt(int index) {
            if (++looks == LOOKS_PER_PAYMENT) {
                looks = 0;
                budget.steps(STEPS_PER_PAYMENT);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
