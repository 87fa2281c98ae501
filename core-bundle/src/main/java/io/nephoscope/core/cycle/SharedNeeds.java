package io.nephoscope.core.cycle;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which shared values each pollster asked for in its last polls, by their names. It is a hint for the order in which
 * a cycle takes its pollsters, and may be wrong. Thread-safe.
 */
public final class SharedNeeds {

    /** A pollster that asks for more, say for one of each resource, does not tell by them what it waits for. */
    static final int MOST = 8;

    private final Map<String, Set<String>> names = new ConcurrentHashMap<>();

    /** None where they are not known, or tell nothing. */
    Set<String> of(String pollster) {
        return names.getOrDefault(pollster, Set.of());
    }

    /** Whether a poll of it has ended since it came. */
    boolean isKnown(String pollster) {
        return names.containsKey(pollster);
    }

    void record(String pollster, Set<String> asked) {
        Set<String> telling = asked.size() > MOST ? Set.of() : asked;
        if (!telling.equals(names.get(pollster))) {
            names.put(pollster, Set.copyOf(telling));
        }
    }

    /** Forgets all pollsters but these. */
    public void retain(Set<String> pollsters) {
        names.keySet().retainAll(pollsters);
    }
}
