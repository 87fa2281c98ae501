package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Takes what one poll emits, until it is closed: an abandoned poll emits in vain. */
final class CollectingPoll implements Poll {

    private final Cycle cycle;
    private final BatchCutter batches;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<String, String> blacklisted = new LinkedHashMap<>();
    private boolean closed;

    CollectingPoll(Cycle cycle, BatchCutter batches) {
        this.cycle = cycle;
        this.batches = batches;
    }

    @Override
    public synchronized void emit(Sample sample) {
        if (!closed) {
            batches.add(sample);
        }
    }

    @Override
    public void failed(Resource resource, String reason) {
        note(failures, resource, reason);
    }

    @Override
    public void blacklist(Resource resource, String reason) {
        note(blacklisted, resource, reason);
    }

    private synchronized void note(Map<String, String> outcomes, Resource resource, String reason) {
        Objects.requireNonNull(reason, "reason");
        if (!closed) {
            outcomes.put(resource.id(), reason);
        }
    }

    @Override
    public Duration remaining() {
        return cycle.interval();
    }

    @Override
    public Cycle cycle() {
        return cycle;
    }

    /** Sends what was emitted so far and takes no more. */
    synchronized Outcome close() {
        closed = true;
        batches.flush();
        return new Outcome(batches.count(), failures, blacklisted);
    }

    /**
     * What came of the resources.
     *
     * @param failures the reasons by resource id, in the order of failing
     * @param blacklisted the same of what is not to be tried again
     */
    record Outcome(int samples, Map<String, String> failures, Map<String, String> blacklisted) {

        static final Outcome NOTHING = new Outcome(0, Map.of(), Map.of());

        boolean isWell(String resource) {
            return !failures.containsKey(resource) && !blacklisted.containsKey(resource);
        }

        /** The reason of the last resource that failed; empty if none did. */
        String lastFailure() {
            String last = "";
            for (String reason : failures.values()) {
                last = reason;
            }
            return last;
        }
    }
}
