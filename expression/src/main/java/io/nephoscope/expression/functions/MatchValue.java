package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Subscriptable;
import io.nephoscope.expression.value.Tuple;
import io.nephoscope.expression.value.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** What {@code re.search} found. */
final class MatchValue implements Subscriptable {

    static final List<Function> METHODS = List.of(
            Function.of("end", "self, group=, /", (a, b) -> self(a).bound(a[1], false)),
            Function.of("group", "self, *groups", MatchValue::group),
            Function.of("groupdict", "self, default=", MatchValue::groupDict),
            Function.of("groups", "self, default=", MatchValue::groups),
            Function.of(
                    "span",
                    "self, group=, /",
                    (a, b) -> new Tuple(self(a).bound(a[1], true), self(a).bound(a[1], false))),
            Function.of("start", "self, group=, /", (a, b) -> self(a).bound(a[1], true)));

    private final RegexPattern pattern;
    private final MatchResult match;
    private final String text;

    MatchValue(RegexPattern pattern, MatchResult match, String text) {
        this.pattern = pattern;
        this.match = match;
        this.text = text;
    }

    private static MatchValue self(Object[] a) {
        return (MatchValue) a[0];
    }

    @Override
    public @Nullable Object item(@Nullable Object index) {
        return match.group(pattern.group(index));
    }

    private static @Nullable Object group(Object[] a, Budget budget) {
        Object[] groups = (Object[]) a[1];
        if (groups.length == 0) {
            return self(a).match.group();
        }
        if (groups.length == 1) {
            return self(a).item(groups[0]);
        }
        Object[] found = new Object[groups.length];
        for (int i = 0; i < groups.length; i++) {
            found[i] = absent(self(a).item(groups[i]));
        }
        return new Tuple(found);
    }

    @SuppressWarnings("NullAway") // Python's None is null
    private static Object absent(@Nullable Object group) {
        return group;
    }

    private @Nullable Object groupOr(int group, @Nullable Object otherwise) {
        String found = match.group(group);
        return found != null || !Args.given(otherwise) ? found : otherwise;
    }

    private static Object groups(Object[] a, Budget budget) {
        Object[] groups = new Object[self(a).pattern.groups()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = absent(self(a).groupOr(i + 1, a[1]));
        }
        return new Tuple(groups);
    }

    private static Object groupDict(Object[] a, Budget budget) {
        Map<Object, Object> named = new LinkedHashMap<>();
        self(a).pattern.names().forEach((name, group) -> named.put(name, self(a).groupOr(group, a[1])));
        return named;
    }

    private long bound(@Nullable Object group, boolean start) {
        int index = Args.given(group) ? pattern.group(group) : 0;
        int bound = start ? match.start(index) : match.end(index);
        return bound < 0 ? -1 : text.codePointCount(0, bound);
    }

    @Override
    public Type type() {
        return Type.MATCH;
    }

    @Override
    public String toString() {
        return "<re.Match object>";
    }

    static PythonError noGroup() {
        return PythonError.index("no such group");
    }
}
