package io.nephoscope.core.cycle;

import io.nephoscope.core.plugin.Access;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which plugins are being called now, so that none is called twice at once for one interval, also when it hangs. */
public final class Occupancy {

    /** One plugin in one interval. The detail tells the calls of one discovery apart; it is empty for pollsters. */
    public record Place(Duration interval, Access<?> plugin, String detail) {}

    /** A call; its name once it was abandoned. */
    private final Map<Place, String> calls = new ConcurrentHashMap<>();

    boolean enter(Place place) {
        return calls.putIfAbsent(place, "") == null;
    }

    void abandon(Place place, String name) {
        calls.computeIfPresent(place, (same, before) -> name);
    }

    void leave(Place place) {
        calls.remove(place);
    }

    /** The pollsters of an interval whose last poll was abandoned and has not returned yet. */
    public List<String> hung(Duration interval) {
        return calls.entrySet().stream()
                .filter(call -> call.getKey().interval().equals(interval))
                .map(Map.Entry::getValue)
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }
}
