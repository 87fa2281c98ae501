package io.nephoscope.core.publish;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.core.plugin.PublisherPlugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts each batch on the lane of each publisher that the configuration names. */
public final class Pipeline implements BatchSink {

    /** For all lanes together. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** For each lane that hangs. */
    private static final Duration STOP = Duration.ofMillis(200);

    private volatile Map<String, Lane> lanes = Map.of();

    @Override
    public void accept(SampleBatch batch) {
        for (Lane lane : lanes.values()) {
            lane.accept(batch);
        }
    }

    /**
     * Opens the lanes that are new, and closes those that are no longer named.
     *
     * @param names the publishers that are to get samples
     * @param present the publishers that are there, by name
     * @param capacity how many samples wait for one publisher at most
     */
    public synchronized void follow(List<String> names, Map<String, PublisherPlugin> present, long capacity) {
        Map<String, Lane> next = new LinkedHashMap<>();
        for (String name : names) {
            Lane lane = lanes.get(name);
            next.put(name, lane == null ? new Lane(name, capacity) : lane);
        }
        List<Lane> closed = new ArrayList<>(lanes.values());
        closed.removeAll(next.values());
        lanes = next;
        next.forEach((name, lane) -> {
            lane.resize(capacity);
            lane.follow(present.get(name));
        });
        close(closed);
    }

    /** Lets all lanes deliver what waits, within a bound, and closes them. */
    public synchronized void close() {
        List<Lane> closed = List.copyOf(lanes.values());
        lanes = Map.of();
        close(closed);
    }

    private static void close(List<Lane> closed) {
        try {
            long end = System.nanoTime() + GRACE.toNanos();
            for (Lane lane : closed) {
                lane.drain(Duration.ofNanos(end - System.nanoTime()));
            }
            for (Lane lane : closed) {
                lane.stop(STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How each lane stands. */
    public List<LaneStatus> status() {
        return lanes.values().stream().map(Lane::status).toList();
    }
}
