package io.nephoscope.testkit;

import io.nephoscope.api.delivery.Delivery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A delivery that remembers how it ended. Thread-safe. */
public final class RecordingDelivery implements Delivery {

    private final List<String> ends = new ArrayList<>();

    @Override
    public synchronized void confirmed() {
        ends.add("confirmed");
    }

    @Override
    public synchronized void refused(String reason, boolean forEver) {
        ends.add((forEver ? "refused for ever: " : "refused: ") + reason);
    }

    /** How it ended, as in {@code confirmed}, {@code refused: why} or {@code refused for ever: why}; null while it has not. */
    public synchronized @Nullable String end() {
        return ends.isEmpty() ? null : ends.get(0);
    }

    /** All ends that were told, in order; the agent heeds the first. */
    public synchronized List<String> ends() {
        return List.copyOf(ends);
    }
}
