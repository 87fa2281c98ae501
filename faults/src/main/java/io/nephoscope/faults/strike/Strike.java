package io.nephoscope.faults.strike;

import io.nephoscope.faults.scene.Scene;

/** Breaks something for a while. */
@FunctionalInterface
public interface Strike {

    /** Breaks it, and returns when it is whole again. */
    void on(Scene scene, Dose dose) throws Exception;
}
