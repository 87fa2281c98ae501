package io.nephoscope.pollsters.dynamic.answer;

import java.util.List;
import java.util.Set;

/**
 * Which keys of the entries are needed, so that the rest of a long list is passed over as it comes.
 *
 * @param path the keys under which the entries are, one in the other; empty for the first key, whatever it is
 * @param kept of each entry; empty for all
 */
public record EntryKeys(List<String> path, Set<String> kept) {

    /** All of an answer is needed. */
    public static final EntryKeys ALL = new EntryKeys(List.of(), Set.of());

    public EntryKeys {
        path = List.copyOf(path);
        kept = Set.copyOf(kept);
    }

    /** Whether a key leads to the entries. */
    boolean leads(String key, int level, boolean isFirst) {
        return path.isEmpty()
                ? level == 0 && isFirst
                : level < path.size() && path.get(level).equals(key);
    }

    /** Whether what stands under a key that leads there at this level is the entries. */
    boolean arrives(int level) {
        return level >= path.size() - 1;
    }
}
