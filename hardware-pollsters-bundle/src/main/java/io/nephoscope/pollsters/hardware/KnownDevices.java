package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.sample.Resource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The devices that were polled lately, kept so that their URLs are read and their subjects are made once. Those that are polled no
 * more are forgotten when two periods have passed. Thread-safe.
 */
final class KnownDevices {

    private static final long PERIOD = Duration.ofHours(1).toNanos();

    private volatile Map<String, Known> now = new ConcurrentHashMap<>();
    private volatile Map<String, Known> before = Map.of();
    private volatile long begunAt = System.nanoTime();

    private record Known(Object detail, MonitoredDevice device) {}

    /** @throws IllegalArgumentException if the resource is no device; the message shows no secret */
    MonitoredDevice device(Resource resource) {
        turn();
        Known known = now.get(resource.id());
        if (known == null) {
            known = before.get(resource.id());
        }
        if (known == null || !known.detail().equals(resource.detail())) {
            known = new Known(resource.detail(), MonitoredDevice.of(resource));
        }
        now.put(resource.id(), known);
        return known.device();
    }

    private void turn() {
        if (System.nanoTime() - begunAt > PERIOD) {
            synchronized (this) {
                if (System.nanoTime() - begunAt > PERIOD) {
                    before = now;
                    now = new ConcurrentHashMap<>();
                    begunAt = System.nanoTime();
                }
            }
        }
    }
}
