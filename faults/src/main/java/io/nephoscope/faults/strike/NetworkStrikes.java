package io.nephoscope.faults.strike;

import io.nephoscope.faults.scene.Condition;
import io.nephoscope.faults.scene.Scene;
import java.time.Duration;

/** What happens to networks. */
final class NetworkStrikes {

    private static final double SHARE = 0.3;
    /** Half of what is polled in a second, as messages. */
    private static final int BYTES_PER_SAMPLE = 200;

    private NetworkStrikes() {}

    /** Connections are reset, and new ones too. */
    static void cut(Scene scene, Dose dose) {
        scene.link().cut();
        hold(scene, dose);
        scene.link().heal();
    }

    /** Nothing passes, and nobody is told; then all passes that was on its way. */
    static void partition(Scene scene, Dose dose) {
        scene.link().hold();
        hold(scene, dose);
        scene.link().heal();
    }

    /** A connection whose other end is gone without a word. */
    static void halfOpen(Scene scene, Dose dose) throws Exception {
        for (int times = dose.pick(1, 5); times > 0; times--) {
            scene.link().swallow();
            scene.awaitPolls(2);
        }
    }

    static void lose(Scene scene, Dose dose) {
        scene.link().is(Condition.lossy(SHARE, dose.random()));
        hold(scene, dose);
        scene.link().heal();
    }

    static void delay(Scene scene, Dose dose) {
        scene.link().is(Condition.late(dose.pick(Duration.ofSeconds(1), Duration.ofSeconds(2))));
        hold(scene, dose);
        scene.link().heal();
    }

    static void throttle(Scene scene, Dose dose) {
        scene.link().is(Condition.slow(scene.setting().samplesPerInterval() * BYTES_PER_SAMPLE));
        hold(scene, dose);
        scene.link().heal();
    }

    private static void hold(Scene scene, Dose dose) {
        Duration time = dose.pick(Duration.ofSeconds(4), Duration.ofSeconds(60));
        scene.hold(time.plus(dose.below(1000)));
    }
}
