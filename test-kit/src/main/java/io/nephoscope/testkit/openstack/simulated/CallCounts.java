package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpCall;
import io.nephoscope.testkit.openstack.Traffic;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts requests and bytes by method and pattern of the path. Thread-safe. */
public final class CallCounts implements Traffic {

    private static final Count NONE = new Count(0, 0, 0);

    private final Function<HttpCall, String> label;
    /** Under the lock of the counts, as all below. */
    private final Map<String, Count> counts = new TreeMap<>();

    /** Those under way that came since the counts were cleared, by identity. */
    private final Set<HttpCall> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

    private Instant first = Instant.EPOCH;
    private Instant last = Instant.EPOCH;

    /** Of one pattern: requests, bytes that came and bytes that went, heads included. */
    public record Count(long calls, long received, long sent) {

        private Count plus(Count other) {
            return new Count(calls + other.calls, received + other.received, sent + other.sent);
        }
    }

    /**
     * What came since the counts were cleared.
     *
     * @param underWay requests that have no answer yet
     * @param first when the first request came; the epoch if none did
     * @param last when the last answer went; the epoch if none did
     */
    public record Counted(Map<String, Count> byPattern, int underWay, Instant first, Instant last) {

        public Counted {
            byPattern = Map.copyOf(byPattern);
        }

        /** Of one pattern, such as {@code GET /image/v2/images}. */
        public Count of(String pattern) {
            return byPattern.getOrDefault(pattern, NONE);
        }

        /** All of it. */
        public Count total() {
            return byPattern.values().stream().reduce(NONE, Count::plus);
        }

        /** As a line of JSON; times in milliseconds since the epoch. */
        String json() {
            String patterns = new TreeMap<>(byPattern)
                    .entrySet().stream()
                            .map(entry -> "\"%s\": {\"calls\": %d, \"received\": %d, \"sent\": %d}"
                                    .formatted(
                                            entry.getKey().replaceAll("[\"\\\\]", "_"),
                                            entry.getValue().calls(),
                                            entry.getValue().received(),
                                            entry.getValue().sent()))
                            .collect(Collectors.joining(", ", "{", "}"));
            return "{\"underWay\": %d, \"first\": %d, \"last\": %d, \"byPattern\": %s}"
                    .formatted(underWay, first.toEpochMilli(), last.toEpochMilli(), patterns);
        }
    }

    CallCounts(Function<HttpCall, String> label) {
        this.label = label;
    }

    /** What came so far. */
    public synchronized Counted counted() {
        return new Counted(counts, underWay.size(), first, last);
    }

    /** Begins anew; what is under way is not counted: its client may have the answer already. */
    public synchronized void clear() {
        counts.clear();
        underWay.clear();
        first = Instant.EPOCH;
        last = Instant.EPOCH;
    }

    @Override
    public synchronized void began(HttpCall call) {
        underWay.add(call);
        if (first.equals(Instant.EPOCH)) {
            first = Instant.now();
        }
    }

    @Override
    public void ended(HttpCall call, long received, long sent) {
        count(call, label.apply(call), new Count(1, received, sent));
    }

    private synchronized void count(HttpCall call, String pattern, Count count) {
        if (!underWay.remove(call)) {
            return;
        }
        last = Instant.now();
        counts.merge(pattern, count, Count::plus);
    }
}
