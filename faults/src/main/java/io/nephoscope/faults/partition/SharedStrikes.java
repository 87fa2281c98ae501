package io.nephoscope.faults.partition;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What the faults do. Each returns how many resources had to move in its course: those of who went or came. */
final class SharedStrikes {

    private static final int WATCHED = 3;
    private static final int FLAPS = 4;
    private static final int MANY = 10;
    private static final int LOOKS = 4;
    private static final Duration POLLING = Duration.ofSeconds(2);
    private static final long NOTHING_MOVES = 0;

    private SharedStrikes() {}

    static long nothing(SharedScene scene, Random random) throws InterruptedException {
        scene.awaitSlots(WATCHED);
        return NOTHING_MOVES;
    }

    /** Lets the agents measure what polls cost, and hand over what makes that even. */
    static long level(SharedScene scene, Random random) throws InterruptedException {
        scene.hold(scene.timing().rebalance().multipliedBy(LOOKS));
        return NOTHING_MOVES;
    }

    static long join(SharedScene scene, Random random) throws Exception {
        int agents = scene.crew().size();
        strikeWithin(scene, random);
        SharedAgent newcomer = scene.agent(SharedScene.name(agents + 1));
        newcomer.start();
        scene.awaitSettled();
        return scene.load(newcomer);
    }

    static long handOver(SharedScene scene, Random random) throws Exception {
        strikeWithin(scene, random);
        SharedAgent agent = scene.newcomer().orElse(any(scene, random));
        long moving = scene.load(agent);
        agent.leave();
        scene.awaitSettled();
        return moving;
    }

    static long kill(SharedScene scene, Random random) throws Exception {
        SharedAgent agent = any(scene, random);
        strikeWithin(scene, random);
        long moving = scene.load(agent);
        agent.kill();
        scene.awaitSettled();
        agent.start();
        scene.awaitSettled();
        return moving + scene.load(agent);
    }

    static long killAndStart(SharedScene scene, Random random) throws Exception {
        SharedAgent agent = any(scene, random);
        strikeWithin(scene, random);
        agent.kill();
        agent.start();
        scene.awaitSettled();
        return NOTHING_MOVES;
    }

    static long restartAll(SharedScene scene, Random random) throws Exception {
        for (String name : scene.crew()) {
            strikeWithin(scene, random);
            scene.agent(name).stop();
            scene.agent(name).start();
            scene.awaitSlots(1);
        }
        scene.awaitSettled();
        return NOTHING_MOVES;
    }

    static long pause(SharedScene scene, Random random) throws Exception {
        SharedAgent agent = any(scene, random);
        strikeWithin(scene, random);
        long moving = scene.load(agent);
        agent.pause();
        scene.hold(longer(scene.timing().beyondSession(), scene.timing().interval()));
        agent.resume();
        scene.awaitSettled();
        return moving + scene.load(agent);
    }

    static long killNode(SharedScene scene, Random random) throws Exception {
        return killNodes(scene, List.of(1 + random.nextInt(CoordinationServers.NODES)));
    }

    static long killMajority(SharedScene scene, Random random) throws Exception {
        int spared = 1 + random.nextInt(CoordinationServers.NODES);
        return killNodes(
                scene, List.of(1 + spared % CoordinationServers.NODES, 1 + (spared + 1) % CoordinationServers.NODES));
    }

    static long killEngine(SharedScene scene, Random random) throws Exception {
        return killNodes(scene, List.of(1, 2, 3));
    }

    private static long killNodes(SharedScene scene, List<Integer> nodes) throws Exception {
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

    static long expire(SharedScene scene, Random random) throws Exception {
        return cut(scene, random, scene.timing().session().multipliedBy(2));
    }

    static long cut(SharedScene scene, Random random) throws Exception {
        return cut(
                scene,
                random,
                longer(scene.timing().beyondSession(), scene.timing().interval().multipliedBy(WATCHED)));
    }

    private static long cut(SharedScene scene, Random random, Duration time) throws Exception {
        SharedAgent agent = any(scene, random);
        strikeWithin(scene, random);
        long moving = scene.load(agent);
        agent.cut();
        scene.hold(time);
        agent.heal();
        scene.awaitSettled();
        return moving + scene.load(agent);
    }

    static long flap(SharedScene scene, Random random) throws Exception {
        SharedAgent agent = any(scene, random);
        for (int times = 0; times < FLAPS; times++) {
            strikeWithin(scene, random);
            agent.kill();
            scene.hold(Duration.ofMillis(
                    random.nextLong(1 + scene.timing().beyondSession().toMillis())));
            agent.start();
        }
        scene.awaitSettled();
        return NOTHING_MOVES;
    }

    static long growAndShrink(SharedScene scene, Random random) throws Exception {
        long moving = shrink(scene, scene.crew().size());
        for (int number = 2; number <= MANY; number++) {
            scene.agent(SharedScene.name(number)).start();
            // More than a few that start at once take all of a small machine.
            scene.hold(scene.timing().session());
        }
        scene.awaitSettled();
        scene.awaitSlots(WATCHED);
        moving += scene.ledger().resources() - scene.load(scene.agent(SharedScene.name(1)));
        moving += shrink(scene, MANY);
        return moving;
    }

    /** Until only the first is left. */
    private static long shrink(SharedScene scene, int from) throws Exception {
        long moving = 0;
        for (int left = from; left > 1; left--) {
            SharedAgent last = scene.agent(SharedScene.name(left));
            moving += scene.load(last);
            last.leave();
        }
        scene.awaitSettled();
        return moving;
    }

    private static SharedAgent any(SharedScene scene, Random random) throws Exception {
        List<String> crew = scene.crew();
        return scene.agent(crew.get(random.nextInt(crew.size())));
    }

    /** At any moment of a slot, and every other time while it is polled and written down. */
    private static void strikeWithin(SharedScene scene, Random random) throws InterruptedException {
        long range = random.nextBoolean()
                ? POLLING.toMillis()
                : scene.timing().interval().toMillis();
        scene.awaitSlots(1);
        scene.hold(Duration.ofMillis(random.nextLong(range)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
