package io.nephoscope.benchmarks.partition;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** What befalls agents and their engine: of one seed always the same, on top of each other or not, as it happens. */
final class SimulatedFaults {

    private static final long SECOND = 1000;
    private static final long HOUR = 3600 * SECOND;
    /** Of the agents, those that are killed when a rack loses its power, for one. */
    private static final int RACK = 20;

    private static final int ALL = 100;

    private final SimulatedEngine engine;
    private final SimulatedTime time;
    private final List<SimulatedAgent> agents;
    private final Random random;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private boolean rolling;

    /** What may happen, and how many of a hundred faults are of it. */
    enum Kind {
        RESTART(30),
        KILL(22),
        STOP(22),
        PAUSE(10),
        CUT(10),
        RACK_LOST(2),
        ENGINE_LOST(3),
        ROLLING_RESTART(1);

        private final int share;

        Kind(int share) {
            this.share = share;
        }
    }

    SimulatedFaults(SimulatedEngine engine, List<SimulatedAgent> agents, long seed) {
        this.engine = engine;
        this.time = engine.time();
        this.agents = List.copyOf(agents);
        this.random = new Random(seed);
    }

    Map<Kind, Integer> counts() {
        return counts;
    }

    /** Begins, for so many hours. */
    void plan(int anHour, int hours) {
        for (int i = 0; i < anHour * hours; i++) {
            time.after((long) (random.nextDouble() * hours * HOUR), this::strike);
        }
    }

    private void strike() {
        int left = random.nextInt(ALL);
        for (Kind kind : Kind.values()) {
            left -= kind.share;
            if (left < 0) {
                strike(kind);
                return;
            }
        }
    }

    private void strike(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
        SimulatedAgent agent = agents.get(random.nextInt(agents.size()));
        switch (kind) {
            case RESTART -> restart(agent, 2, 8);
            case KILL -> restart(agent, 60, 600);
            case STOP -> {
                agent.stop();
                time.after(between(120, 600), agent::start);
            }
            case PAUSE -> whileItLives(agent, life -> life.pause(true), life -> life.pause(false), between(2, 60));
            case CUT -> whileItLives(agent, life -> life.cut(true), life -> life.cut(false), between(2, 120));
            case RACK_LOST -> {
                int first = random.nextInt(agents.size());
                int count = Math.max(1, agents.size() / RACK);
                for (int i = 0; i < count; i++) {
                    restart(agents.get((first + i) % agents.size()), 300, 900);
                }
            }
            case ENGINE_LOST -> {
                engine.setUp(false);
                time.after(between(2, 180), () -> engine.setUp(true));
            }
            case ROLLING_RESTART -> roll();
        }
    }

    private long between(int least, int most) {
        return (least + random.nextInt(most - least)) * SECOND;
    }

    private void restart(SimulatedAgent agent, int least, int most) {
        agent.kill();
        time.after(between(least, most), agent::start);
    }

    private void whileItLives(
            SimulatedAgent agent, Consumer<SimulatedAgent.Life> begin, Consumer<SimulatedAgent.Life> end, long millis) {
        if (agent.isRunning()) {
            SimulatedAgent.Life life = agent.life();
            begin.accept(life);
            time.after(millis, () -> end.accept(life));
        }
    }

    /** All, one each two seconds: some are down at the same time, none for longer than a session. */
    private void roll() {
        if (rolling) {
            return;
        }
        rolling = true;
        for (int i = 0; i < agents.size(); i++) {
            SimulatedAgent agent = agents.get(i);
            time.after(2L * i * SECOND, () -> restart(agent, 2, 8));
        }
        time.after(2L * agents.size() * SECOND, () -> rolling = false);
    }
}
