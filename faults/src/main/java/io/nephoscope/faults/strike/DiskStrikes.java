package io.nephoscope.faults.strike;

import io.nephoscope.faults.scene.Scene;
import io.nephoscope.faults.scene.SystemCalls;
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

    /** Lets it neither write to its journal nor force it, and sees that it says so, and goes back when it can. */
    static void fail(Scene scene, Dose dose) throws Exception {
        SystemCalls failing = SystemCalls.failing(scene);
        try {
            scene.await("it is not told that the disk fails", () -> isInMemory(scene));
            away(scene, dose);
        } finally {
            failing.close();
        }
        scene.await("the journal does not go back to its disk", () -> !isInMemory(scene));
    }

    private static boolean isInMemory(Scene scene) {
        return scene.agent().says("health", "wait in memory alone");
    }

    /** Lets each write to the journal and each force take long. */
    static void slow(Scene scene, Dose dose) throws Exception {
        Duration time = dose.pick(Duration.ofMillis(500), Duration.ofSeconds(2));
        SystemCalls lasting = SystemCalls.lasting(scene, time);
        try {
            away(scene, dose);
        } finally {
            lasting.close();
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
