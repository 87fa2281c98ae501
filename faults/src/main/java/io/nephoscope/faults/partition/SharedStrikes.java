package io.nephoscope.faults.partition;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What the faults do. Each returns what share of all resources has to move, at least, in all of its course. */
final class SharedStrikes {

    private static final int WATCHED = 3;
    private static final int FLAPS = 4;
    private static final int MANY = 10;
    private static final double NOTHING_MOVES = 0;

    private SharedStrikes() {}

    static double nothing(SharedScene scene, Random random) {
        scene.awaitSlots(WATCHED);
        return NOTHING_MOVES;
    }

    static double join(SharedScene scene, Random random) throws Exception {
        int agents = scene.crew().size();
        strikeWithin(scene, random);
        scene.agent(SharedScene.name(agents + 1)).start();
        scene.awaitSettled();
        return 1.0 / (agents + 1);
    }

    static double handOver(SharedScene scene, Random random) throws Exception {
        strikeWithin(scene, random);
        any(scene, random).leave();
        scene.awaitSettled();
        return share(scene);
    }

    static double kill(SharedScene scene, Random random) throws Exception {
        SharedAgent agent = any(scene, random);
        strikeWithin(scene, random);
        agent.kill();
        scene.awaitSettled();
        agent.start();
        scene.awaitSettled();
        return 2 * share(scene);
    }

    static double killAndStart(SharedScene scene, Random random) throws Exception {
        SharedAgent agent = any(scene, random);
        strikeWithin(scene, random);
        agent.kill();
        agent.start();
        scene.awaitSettled();
        return NOTHING_MOVES;
    }

    static double restartAll(SharedScene scene, Random random) throws Exception {
        for (String name : scene.crew()) {
            strikeWithin(scene, random);
            scene.agent(name).stop();
            scene.agent(name).start();
            scene.awaitSlots(1);
        }
        scene.awaitSettled();
        return NOTHING_MOVES;
    }

    static double pause(SharedScene scene, Random random) throws Exception {
        SharedAgent agent = any(scene, random);
        strikeWithin(scene, random);
        agent.pause();
        scene.hold(longer(scene.timing().beyondSession(), scene.timing().interval()));
        agent.resume();
        scene.awaitSettled();
        return 2 * share(scene);
    }

    static double killNode(SharedScene scene, Random random) throws Exception {
        return killNodes(scene, List.of(1 + random.nextInt(CoordinationServers.NODES)));
    }

    static double killMajority(SharedScene scene, Random random) throws Exception {
        int spared = 1 + random.nextInt(CoordinationServers.NODES);
        return killNodes(
                scene,
                List.of(
                        1 + spared % CoordinationServers.NODES,
                        1 + (spared + 1) % CoordinationServers.NODES));
    }

    static double killEngine(SharedScene scene, Random random) throws Exception {
        return killNodes(scene, List.of(1, 2, 3));
    }

    private static double killNodes(SharedScene scene, List<Integer> nodes) throws Exception {
        for (int node : nodes) {
            scene.servers().kill(node);
        }
        scene.awaitSlots(WATCHED);
        for (int node : nodes) {
            scene.servers().start(node);
        }
        scene.awaitSettled();
        return NOTHING_MOVES;
    }

    static double expire(SharedScene scene, Random random) throws Exception {
        return cut(scene, random, scene.timing().session().multipliedBy(2));
    }

    static double cut(SharedScene scene, Random random) throws Exception {
        return cut(
                scene,
                random,
                longer(
                        scene.timing().beyondSession(),
                        scene.timing().interval().multipliedBy(WATCHED)));
    }

    private static double cut(SharedScene scene, Random random, Duration time) throws Exception {
        SharedAgent agent = any(scene, random);
        strikeWithin(scene, random);
        agent.cut();
        scene.hold(time);
        agent.heal();
        scene.awaitSettled();
        return 2 * share(scene);
    }

    static double flap(SharedScene scene, Random random) throws Exception {
        SharedAgent agent = any(scene, random);
        for (int times = 0; times < FLAPS; times++) {
            strikeWithin(scene, random);
            agent.kill();
            scene.hold(Duration.ofMillis(random.nextLong(
                    1 + scene.timing().beyondSession().toMillis())));
            agent.start();
        }
        scene.awaitSettled();
        return NOTHING_MOVES;
    }

    static double growAndShrink(SharedScene scene, Random random) throws Exception {
        double moved = 0;
        for (int left = scene.crew().size(); left > 1; left--) {
            scene.agent(SharedScene.name(left)).leave();
        }
        scene.awaitSettled();
        for (int number = 2; number <= MANY; number++) {
            scene.agent(SharedScene.name(number)).start();
        }
        scene.awaitSettled();
        scene.awaitSlots(WATCHED);
        for (int left = MANY; left > 1; left--) {
            scene.agent(SharedScene.name(left)).leave();
        }
        scene.awaitSettled();
        return moved;
    }

    private static double share(SharedScene scene) {
        return 1.0 / scene.crew().size();
    }

    private static SharedAgent any(SharedScene scene, Random random) throws Exception {
        List<String> crew = scene.crew();
        return scene.agent(crew.get(random.nextInt(crew.size())));
    }

    /** At any moment of a slot. */
    private static void strikeWithin(SharedScene scene, Random random) {
        scene.awaitSlots(1);
        scene.hold(Duration.ofMillis(random.nextLong(scene.timing().interval().toMillis())));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
