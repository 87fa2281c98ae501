package io.nephoscope.faults.partition;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Does faults to one scene, one after the other, and waits each time until all is well again. */
final class SharedRun implements AutoCloseable {

    private final SharedScene scene;

    private SharedRun(SharedScene scene) {
        this.scene = scene;
    }

    /** Starts all that is needed, and returns when everything is polled once. */
    static SharedRun open(SharedSetting setting) throws Exception {
        return new SharedRun(SharedScene.open(setting));
    }

    /** Does one, and tells what it cost. */
    SharedRow run(SharedFault fault, long seed) throws Exception {
        List<String> problems = new ArrayList<>();
        if (fault != SharedFault.PLANNED_STOP) {
            scene.restore(); // who has joined may be the one that is stopped
        }
        Instant begun = Instant.now();
        long oddities = scene.ledger().oddities();
        // The last slot at which all was well: what moves is counted from there.
        long from = scene.slot();
        long moving = 0;
        try {
            moving = fault.strike().on(scene, new Random(seed));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            problems.add("it was not brought to its end: " + e.getMessage());
        }
        long to = scene.slot() - 1;
        scene.awaitArrivals(from, to);
        SharedVerdict verdict = scene.isOurs()
                ? scene.ledger().judge(from, to, scene.timing().inTime())
                : scene.ledger().judgeByPace(from, to);
        if (scene.isOurs()) {
            problems.addAll(SharedLimits.brokenBy(fault, verdict));
        }
        if (scene.ledger().oddities() > oddities) {
            problems.add("samples came that nobody polled, or that could not be read");
        }
        return new SharedRow(
                fault,
                new SharedRow.Heading(scene.setting().peer(), scene.setting().engine(), seed),
                verdict,
                moving,
                Duration.between(begun, Instant.now()),
                problems);
    }

    /** What the agents logged last. */
    String lastWords() throws IOException {
        return scene.lastWords();
    }

    @Override
    public void close() throws IOException {
        scene.close();
    }
}
