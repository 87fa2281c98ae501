package io.nephoscope.testkit.openstack.simulated;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much the cloud has.
 *
 * @param counts of the kinds that are not to be as many as usual
 * @param pageSize the longest page of services that have a limit
 */
public record CloudSize(Map<Kind, Integer> counts, int pageSize) {

    private static final int USUAL_PAGE = 1_000;

    /** A small cloud with some of everything. */
    public static final CloudSize USUAL = new CloudSize(Map.of(), USUAL_PAGE);

    public CloudSize {
        counts = Map.copyOf(counts);
        if (pageSize < 1) {
            throw new IllegalArgumentException("a page needs an entry at least");
        }
        if (counts.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("there cannot be less than none: " + counts);
        }
    }

    /** The same with so many of a kind. */
    public CloudSize with(Kind kind, int count) {
        Map<Kind, Integer> changed = new EnumMap<>(Kind.class);
        changed.putAll(counts);
        changed.put(kind, count);
        return new CloudSize(changed, pageSize);
    }

    /** The same with pages of so many entries. */
    public CloudSize pagesOf(int entries) {
        return new CloudSize(counts, entries);
    }

    /** How many there are of a kind. */
    public int of(Kind kind) {
        return counts.getOrDefault(kind, kind.usual());
    }

    /** The id of one of a kind that the one with this number of another kind belongs to. */
    String owner(Kind kind, int number) {
        return kind.id(number % Math.max(1, of(kind)));
    }
}
