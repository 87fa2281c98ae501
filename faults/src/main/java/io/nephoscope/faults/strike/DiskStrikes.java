package io.nephoscope.faults.strike;

import io.nephoscope.faults.scene.Scene;
import java.io.IOException;
import java.time.Duration;

/** What happens to the agent's disk, while its broker is away so that it needs one. */
final class DiskStrikes {

    private DiskStrikes() {}

    static void fill(Scene scene, Dose dose) throws IOException {
        scene.disk().fill();
        try {
            away(scene, dose);
        } finally {
            scene.disk().free();
        }
    }

    static void lock(Scene scene, Dose dose) throws IOException, InterruptedException {
        scene.disk().lock();
        try {
            away(scene, dose);
        } finally {
            scene.disk().unlock();
        }
    }

    private static void away(Scene scene, Dose dose) {
        Duration third = dose.pick(Duration.ofMillis(1500), Duration.ofSeconds(20));
        scene.hold(third);
        scene.link().cut();
        scene.hold(third);
        scene.link().heal();
        scene.hold(third);
    }
}
