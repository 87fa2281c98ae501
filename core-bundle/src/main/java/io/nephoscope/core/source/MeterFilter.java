package io.nephoscope.core.source;

import io.nephoscope.support.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Selects pollsters by name. Patterns that start with {@code !} exclude; a filter that only excludes
 * selects everything else.
 */
public final class MeterFilter {

    private final List<String> patterns;
    private final List<Glob> included = new ArrayList<>();
    private final List<Glob> excluded = new ArrayList<>();

    private MeterFilter(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        for (String pattern : patterns) {
            if (isExclusion(pattern)) {
                excluded.add(Glob.of(pattern.substring(1)));
            } else {
                included.add(Glob.of(pattern));
            }
        }
    }

    /**
     * A filter of these patterns.
     *
     * @throws IllegalArgumentException if they contradict each other; see {@link #objection}
     */
    public static MeterFilter of(List<String> patterns) {
        objection(patterns).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return new MeterFilter(patterns);
    }

    /** What is wrong with patterns; empty if nothing is. */
    public static Optional<String> objection(List<String> patterns) {
        if (patterns.isEmpty()) {
            return Optional.of("no meters are given");
        }
        if (patterns.contains("")) {
            return Optional.of("a meter name is empty");
        }
        boolean includes = patterns.stream().anyMatch(pattern -> !isExclusion(pattern) && !pattern.startsWith("*"));
        if (includes && patterns.stream().anyMatch(MeterFilter::isExclusion)) {
            return Optional.of("both included and excluded meters are given; name the included ones alone");
        }
        if (includes && patterns.contains("*")) {
            return Optional.of("meters are named beside the wildcard *, which includes them");
        }
        return Optional.empty();
    }

    /** Whether a pollster of this name is selected. */
    public boolean selects(String pollster) {
        if (anyMatches(excluded, pollster)) {
            return false;
        }
        return included.isEmpty() || anyMatches(included, pollster);
    }

    /** The patterns as written. */
    public List<String> patterns() {
        return patterns;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MeterFilter filter && patterns.equals(filter.patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }

    @Override
    public String toString() {
        return patterns.toString();
    }

    private static boolean isExclusion(String pattern) {
        return pattern.startsWith("!");
    }

    private static boolean anyMatches(List<Glob> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
