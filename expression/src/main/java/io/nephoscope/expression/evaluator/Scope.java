package io.nephoscope.expression.evaluator;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which name lives in which slot, while an expression is compiled. */
final class Scope {

    /** A name that gets its value further on. */
    static final int NOT_YET = -1;

    /** How many slots a frame has. */
    static final class Layout {
        private int slots;

        int slots() {
            return slots;
        }
    }

    /** @param distance how many frames further out the slot is */
    record Place(int distance, int slot) {}

    private final @Nullable Scope outer;
    private final Layout layout;
    private final Map<String, Integer> names = new HashMap<>();

    private Scope(@Nullable Scope outer, Layout layout) {
        this.outer = outer;
        this.layout = layout;
    }

    /** The scope of the variables. */
    static Scope root() {
        return new Scope(null, new Layout());
    }

    /** Names of their own in the same frame. */
    Scope inFrame() {
        return new Scope(this, layout);
    }

    /** Names of their own in a frame of their own. */
    Scope ofFunction() {
        return new Scope(this, new Layout());
    }

    Layout layout() {
        return layout;
    }

    void announce(String name) {
        names.putIfAbsent(name, NOT_YET);
    }

    /** The slot of a name, which is made if there is none yet. */
    int declare(String name) {
        Integer known = names.get(name);
        if (known != null && known != NOT_YET) {
            return known;
        }
        names.put(name, layout.slots);
        return layout.slots++;
    }

    /** Where a name is found; null if nowhere. */
    @Nullable
    Place find(String name) {
        int distance = 0;
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Integer slot = scope.names.get(name);
            if (slot != null) {
                return new Place(distance, slot);
            }
            distance += scope.outer != null && scope.outer.layout != scope.layout ? 1 : 0;
        }
        return null;
    }
}
