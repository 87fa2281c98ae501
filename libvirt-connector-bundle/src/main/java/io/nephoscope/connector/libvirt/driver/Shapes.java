package io.nephoscope.connector.libvirt.driver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The shapes of domains' parameters met so far, by their number of parameters; bounded. Thread-safe.
 *
 * @param <S> what a shape is depends on how parameters are encoded
 */
public final class Shapes<S> {

    /** A host has a handful; only something broken brings many. */
    private static final int MOST = 500;
    /** Of all shapes together: a guest with 256 vCPUs has some 12,000, and one more takes some 200 bytes. */
    private static final int MOST_PARAMETERS = 300_000;

    private final Map<Integer, List<S>> known = new ConcurrentHashMap<>();
    private int count;
    private int held;

    /** The shapes with so many parameters; does not change. */
    public List<S> of(int parameters) {
        return known.getOrDefault(parameters, List.of());
    }

    /** One more shape. */
    public synchronized S add(int parameters, S shape) {
        if (count >= MOST || held + parameters > MOST_PARAMETERS) {
            known.clear();
            count = 0;
            held = 0;
        }
        count++;
        held += parameters;
        known.merge(parameters, List.of(shape), (some, more) -> Stream.concat(some.stream(), more.stream())
                .toList());
        return shape;
    }
}
