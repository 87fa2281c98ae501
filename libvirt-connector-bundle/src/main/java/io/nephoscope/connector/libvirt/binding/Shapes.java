package io.nephoscope.connector.libvirt.binding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shapes met so far, by their number of parameters. */
final class Shapes {

    /** A host has a handful; only something broken brings many. */
    private static final int MOST = 500;

    private final Map<Integer, List<Shape>> known = new HashMap<>();
    private int count;

    synchronized Shape of(byte[] parameters, int length) {
        List<Shape> candidates = known.getOrDefault(length, List.of());
        for (Shape shape : candidates) {
            if (shape.fits(parameters)) {
                return shape;
            }
        }
        return learn(parameters, length);
    }

    private Shape learn(byte[] parameters, int length) {
        if (count >= MOST) {
            known.clear();
            count = 0;
        }
        count++;
        Shape shape = Shape.of(parameters, length);
        known.computeIfAbsent(length, ignored -> new ArrayList<>()).add(shape);
        return shape;
    }
}
